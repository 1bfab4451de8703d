// Before the first paint, so that a dark ward does not get a white flash. Same key and values as Mantine's own.
const chosen = localStorage.getItem('mantine-color-scheme-value') ?? 'auto';
const dark = chosen === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
