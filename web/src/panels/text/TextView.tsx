import './text.css';
import { markdownToHtml } from '../../grafana/display';
import { useSafeHtml } from '../../ui/useSafeHtml';
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
  const safe = useSafeHtml<HTMLElement>(html);
  return (
    <section
      {...safe}
      className="andon-text"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by the keyboard
      tabIndex={0}
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
