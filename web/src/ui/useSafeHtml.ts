import { type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import { sanitizeHtml } from '../grafana/display';

interface SafeHtml<E extends HTMLElement> {
  ref: RefObject<E | null>;
  dangerouslySetInnerHTML: { __html: string };
}

/** What an element needs to show HTML of somebody else: sanitised, and within the content security policy. */
export function useSafeHtml<E extends HTMLElement>(html: string): SafeHtml<E> {
  const ref = useRef<E>(null);
  const clean = useMemo(() => sanitizeHtml(html), [html]);
  useLayoutEffect(() => {
    // The content security policy refuses style attributes in HTML; the sanitised ones are set one by one instead.
    for (const element of ref.current?.querySelectorAll<HTMLElement>('[style]') ?? []) {
      element.style.cssText = element.getAttribute('style') ?? '';
    }
    for (const link of ref.current?.querySelectorAll('a') ?? []) {
      link.rel = 'noreferrer';
    }
  });
  return { ref, dangerouslySetInnerHTML: { __html: clean } };
}
