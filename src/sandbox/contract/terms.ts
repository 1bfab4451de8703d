import { z } from 'zod';

/** Milliseconds since 1970. */
export const InstantMs = z.number().int();
export const attemptParams = z.object({ attemptId: z.string().min(1).max(64) });
export const exerciseParams = z.object({ exerciseId: z.string().min(1).max(100) });
export const ExerciseSource = z.string().max(400_000, 'Too long for an exercise.');
/** What is wrong in an exercise's file. */
export const AuthorIssue = z.object({ line: z.number().int(), text: z.string() });
export type AuthorIssue = z.infer<typeof AuthorIssue>;
