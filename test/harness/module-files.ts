/** A short module as its file: two pages, a question to practise, a pool of four; right is always `Yes`. */
export const moduleFile = (
  moduleId: string,
  { title = moduleId, roles = 'nurse', head = '', extra = '' }: { title?: string; roles?: string; head?: string; extra?: string } = {},
): string => `---
module: ${moduleId}
title: Module ${title}
summary: What it is about.
roles: [${roles}]
minutes: 10
draw: 3
${head}
---

# First page

Some *words* to read.

\`\`\`question
id: practice
kind: single
ask: Is it so?
choices:
  - { text: "Yes", right: true, why: It is. }
  - { text: "No", why: It is not. }
  - { text: Perhaps, why: It is either so or not. }
\`\`\`

# Second page

More words.
${extra}

# Knowledge check

${[1, 2, 3, 4]
  .map(
    (n) => `\`\`\`check
id: item-${n}
kind: single
ask: Is number ${n} so?
choices:
  - { text: "Yes", right: true, why: It is. }
  - { text: "No", why: It is not. }
  - { text: Perhaps, why: It is either so or not. }
\`\`\`
`,
  )
  .join('\n')}`;
