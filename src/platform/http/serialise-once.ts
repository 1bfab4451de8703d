import type { FastifySerializerCompiler } from 'fastify';

/** An answer that several callers share (the same object) is checked and written out once for all of them. Answers are never changed once given. */
export const serialiseOnce =
  <Schema>(compile: FastifySerializerCompiler<Schema>): FastifySerializerCompiler<Schema> =>
  (route) => {
    const write = compile(route);
    const written = new WeakMap<object, string>();
    return (answer: unknown) => {
      if (typeof answer !== 'object' || answer === null) return write(answer);
      const before = written.get(answer);
      if (before !== undefined) return before;
      const text = write(answer);
      written.set(answer, text);
      return text;
    };
  };
