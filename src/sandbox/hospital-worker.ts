import { parentPort, workerData } from 'node:worker_threads';
import { pack } from './pack-hospital.ts';
import type { HospitalWish } from './ports.ts';
import { practiceHospital } from './practice-hospital.ts';

parentPort?.postMessage(await pack(practiceHospital.make(workerData as HospitalWish)));
