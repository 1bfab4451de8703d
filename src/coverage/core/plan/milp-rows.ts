import type { Milp } from './milp-solver.ts';

/** Grows a model column by column and row by row. Costs beyond 1e5 are scaled down: mixed magnitudes cost a solver its accuracy. */
export class MilpRows {
  private readonly cost: number[] = [];
  private readonly upper: number[] = [];
  private readonly integer: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly starts: number[] = [0];
  private readonly indices: number[] = [];
  private readonly values: number[] = [];

  get columns(): number {
    return this.cost.length;
  }

  get rows(): number {
    return this.rowLower.length;
  }

  /** A column from 0 to `upper`. */
  column(cost: number, upper = 1, whole = true): number {
    this.cost.push(cost);
    this.upper.push(upper);
    this.integer.push(whole ? 1 : 0);
    return this.cost.length - 1;
  }

  addCost(column: number, cost: number): void {
    this.cost[column]! += cost;
  }

  row(lower: number, upper: number, columns: readonly number[], values?: readonly number[]): void {
    columns.forEach((column, i) => {
      this.indices.push(column);
      this.values.push(values ? values[i]! : 1);
    });
    this.starts.push(this.indices.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }

  /** `scale`: multiply the model's objective by it to get currency again. */
  build(): { milp: Milp; scale: number } {
    const largest = this.cost.reduce((most, cost) => Math.max(most, Math.abs(cost)), 0);
    const scale = largest > 1e5 ? largest / 1e5 : 1;
    const milp = {
      columns: this.columns,
      rows: this.rows,
      cost: Float64Array.from(this.cost, (cost) => cost / scale),
      lower: new Float64Array(this.columns),
      upper: Float64Array.from(this.upper),
      integer: Uint8Array.from(this.integer),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      starts: Int32Array.from(this.starts),
      indices: Int32Array.from(this.indices),
      values: Float64Array.from(this.values),
    };
    return { milp, scale };
  }
}
