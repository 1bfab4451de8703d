/**
 * Runs in the page: '' when it is drawn that the element has the focus, and the element is in view with nothing over it (WCAG 2.4.7 and
 * 2.4.11); else what is wrong.
 */
export function whyUnseen(element: Element): string {
  // Fields that are drawn by their label (switches, radio buttons, segments) show the focus there.
  const beside = element.parentElement?.nextElementSibling;
  const around = [element, element.nextElementSibling, element.parentElement, beside, element.closest('label')];
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--mantine-primary-color-filled)';
  const accent = getComputedStyle(probe).color;
  probe.remove();
  const isDrawn = around.some((one) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
    return outlined || style.boxShadow !== 'none' || (one.matches('input, textarea') && style.borderTopColor === accent);
  });
  if (!isDrawn) return 'nothing shows that it has the focus';
  const box = element.getBoundingClientRect();
  if (box.width < 4 || box.height < 4 || getComputedStyle(element).opacity === '0') return '';
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return 'it is out of view';
  const top = document.elementFromPoint(x, y);
  const isFree = top && (element.contains(top) || top.contains(element) || top.closest('label')?.contains(element));
  return isFree ? '' : `it is covered by ${top?.outerHTML.slice(0, 120)}`;
}
