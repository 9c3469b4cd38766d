import './text.css';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { markdownToHtml, sanitizeHtml } from '../../grafana/display';
import { OptionReader } from '../options';
import type { ViewProps } from '../view';

export default function TextView({ panel, replaceVariables }: ViewProps) {
  const reader = new OptionReader(panel.options);
  const mode = reader.choice('mode', ['markdown', 'html', 'code']);
  const content = reader.text('content') ?? '';
  if (mode === 'code') {
    const code = reader.under('code');
    const format = code.text('language') === 'json' ? 'json' : undefined;
    return (
      <Code
        text={replaceVariables(content, undefined, format)}
        numbered={code.flag('showLineNumbers', false)}
      />
    );
  }
  // Values go in escaped: they may come from the address bar, and the text around them is HTML.
  const filled = replaceVariables(content, undefined, 'html');
  return <Html label={panel.title || 'Text'} html={mode === 'html' ? filled : markdownToHtml(filled)} />;
}

function Html({ html, label }: { html: string; label: string }) {
  const container = useRef<HTMLElement>(null);
  const clean = useMemo(() => sanitizeHtml(html), [html]);

  useLayoutEffect(() => {
    // The content security policy refuses style attributes in HTML; the sanitised ones are set one by one instead.
    for (const element of container.current?.querySelectorAll<HTMLElement>('[style]') ?? []) {
      element.style.cssText = element.getAttribute('style') ?? '';
    }
    for (const link of container.current?.querySelectorAll('a') ?? []) {
      link.rel = 'noreferrer';
    }
  });

  return (
    <section
      ref={container}
      className="andon-text"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by the keyboard
      tabIndex={0}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised above
      dangerouslySetInnerHTML={{ __html: clean }}
    />
  );
}

function Code({ text, numbered }: { text: string; numbered: boolean }) {
  return (
    <pre className="andon-code" data-numbered={numbered || undefined}>
      {text.split('\n').map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <code key={i}>{`${line}\n`}</code>
      ))}
    </pre>
  );
}
