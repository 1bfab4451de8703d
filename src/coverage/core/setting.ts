/** One figure that coverage decides by. `source` is where the default comes from: a publication with its grade, or `ours` with the reason. */
export interface Setting {
  readonly value: number;
  readonly unit: string;
  readonly label: string;
  readonly source: string;
  /** Smallest and largest value that an override may give. */
  readonly min: number;
  readonly max: number;
  /** Counts are whole numbers. */
  readonly whole: boolean;
}
