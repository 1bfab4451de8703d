/** What an author begins with: one of each part, to be written over. */
export const newModule = (moduleId: string, title: string): string => `---
module: ${moduleId}
title: ${title}
summary: What whoever goes through it can do afterwards.
roles: [nurse]
minutes: 10
teaches: {}
prerequisites: []
draw: 4
pass: 0.8
---

# What happens on an ordinary morning

Begin with a situation that your readers know. Then what to do, and why.

\`\`\`question
id: try-it
kind: single
ask: What would you do first?
choices:
  - text: What you want them to do
    right: true
    why: Say why it is right.
  - text: What many do instead
    why: Say what comes of it.
  - text: Something else that is tempting
    why: And of this.
\`\`\`

# Knowledge check

\`\`\`check
id: first-item
kind: true-false
ask: True or false. …
right: true
why: Say why.
\`\`\`
`;

export const moduleIdFrom = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
