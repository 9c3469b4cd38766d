import type { LinkModel } from '../../api/dashboards';
import type { PanelModel, ReplaceVariables } from '../../panels/panel';

export interface LinkContext {
  /** The address as it is; `var-*` are taken from `variables`, since the address need not name all of them. */
  range: { from: string; to: string };
  variables: [name: string, value: string][];
  replaceVariables: ReplaceVariables;
}

export function linksOf(panel: PanelModel): LinkModel[] {
  return Array.isArray(panel.links) ? (panel.links as LinkModel[]) : [];
}

/** Only addresses that lead to a page: http, https, or a place on this server. Null: not one of them. */
export function safeAddress(url: string): string | null {
  const trimmed = url.trim();
  if (/^https?:\/\//i.test(trimmed)) return trimmed;
  // A scheme is recognised by a colon before the first slash, question mark or hash; browsers skip control characters in it.
  const bare = Array.from(trimmed)
    .filter((character) => character > ' ')
    .join('');
  return bare === '' || /^[^/?#]*:/.test(bare) || /^[\\/]{2}|^\/\\/.test(bare) ? null : trimmed;
}

const KINDS: readonly unknown[] = [undefined, 'link', 'dashboards'];

/** Links that the page can show: of a kind it knows, to a page. */
export function isUsable(link: LinkModel, context: LinkContext): boolean {
  return KINDS.includes(link.type) && (link.type === 'dashboards' || addressOf(link, context) !== null);
}

/** One sentence for each link that is left out. */
export function linkNotes(links: LinkModel[], context: LinkContext): string[] {
  return links
    .filter((link) => !isUsable(link, context))
    .map(({ title, type, url = '' }) =>
      KINDS.includes(type)
        ? `The link “${title}” is left out: “${url}” is neither http, https nor a place on this server.`
        : `The link “${title}” is left out: its kind “${type}” is not known.`,
    );
}

/** The link's address with what it shall take along. */
export function addressOf(link: LinkModel, context: LinkContext): string | null {
  const address = safeAddress(context.replaceVariables(link.url ?? ''));
  return address === null ? null : takeAlong(address, link, context);
}

export function takeAlong(
  address: string,
  link: Pick<LinkModel, 'keepTime' | 'includeVars'>,
  context: LinkContext,
): string {
  const extra = new URLSearchParams();
  if (link.keepTime) {
    extra.set('from', context.range.from);
    extra.set('to', context.range.to);
  }
  if (link.includeVars) {
    for (const [name, value] of context.variables) extra.append(`var-${name}`, value);
  }
  if (extra.size === 0) return address;
  const [rest = '', hash] = address.split('#', 2);
  const joined = `${rest}${rest.includes('?') ? '&' : '?'}${extra}`;
  return hash === undefined ? joined : `${joined}#${hash}`;
}

/** A place on this server that the page itself can go to without loading again. */
export function isOwnPage(address: string): boolean {
  return /^\/(d|dashboards)(\/|\?|$)/.test(address);
}
