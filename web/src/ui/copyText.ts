/** Puts the text of an element on the clipboard, and leaves it selected; false: the browser refuses. */
export async function copyText(element: HTMLElement): Promise<boolean> {
  getSelection()?.selectAllChildren(element);
  // Browsers hide `navigator.clipboard` from pages without TLS, and in many a plant there is none.
  if (navigator.clipboard === undefined) return document.execCommand('copy');
  try {
    await navigator.clipboard.writeText(element.textContent ?? '');
    return true;
  } catch (failure) {
    if (failure instanceof DOMException) return false;
    throw failure;
  }
}
