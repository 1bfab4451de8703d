/** A `ref` for the first field of a page that has nothing but a form: whoever opens it came to type. */
export const focusOnMount = (element: HTMLElement | null): void => element?.focus();
