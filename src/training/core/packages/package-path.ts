const pathCharsMax = 400;

/** Why a path in a package is not taken; null when it is. Paths are relative, with `/`, and stay inside the package. */
export function pathFault(path: string): string | null {
  if (path === '') return 'is empty';
  if (path.length > pathCharsMax) return `is longer than ${pathCharsMax} characters`;
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(path) || !path.isWellFormed()) return 'holds a control character';
  if (path.includes('\\')) return 'has a backslash';
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(path)) return 'is absolute';
  const steps = path.replace(/\/$/, '').split('/');
  if (steps.some((step) => step === '..' || step === '.')) return 'leaves its folder';
  if (steps.some((step) => step === '')) return 'has an empty step';
  return null;
}

/** The file that a relative address in a manifest means; null when it leaves the package or is no address in it. */
export function fileOf(url: string): string | null {
  const [path = ''] = url.split(/[?#]/);
  try {
    const plain = decodeURIComponent(path).replace(/^\.\//, '');
    return pathFault(plain) === null && !plain.endsWith('/') ? plain : null;
  } catch {
    return null;
  }
}
