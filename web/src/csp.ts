declare global {
  var __zod_globalConfig: { jitless: boolean } | undefined;
  var __webpack_nonce__: string | undefined;
}

/** What the server allows style sheets made by this page to carry, new with each request. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// The library that keeps the page from scrolling behind a dialog looks for the nonce here and nowhere else.
globalThis.__webpack_nonce__ = nonce;

// A library behind @grafana/data tries once whether it may turn text into code. The content security policy forbids that, and
// browsers report the try as an attack; told not to, it does not try.
globalThis.__zod_globalConfig = { jitless: true };
