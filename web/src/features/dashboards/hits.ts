import type { DashboardHit } from '../../api/dashboards';

export function tagsOf(hits: DashboardHit[]): string[] {
  return [...new Set(hits.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}

/** Every word must be somewhere in the title, the folder or a tag. */
export function matching(hits: DashboardHit[], text: string, tag: string | null): DashboardHit[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return hits.filter((hit) => {
    const place = [hit.title, hit.folderTitle ?? '', ...hit.tags].join('\n').toLowerCase();
    return words.every((word) => place.includes(word)) && (tag === null || hit.tags.includes(tag));
  });
}

/** Folders by name, what lies in none first. */
export function foldersOf(hits: DashboardHit[]): { title: string; hits: DashboardHit[] }[] {
  const titles = [...new Set(hits.map(({ folderTitle }) => folderTitle ?? ''))].sort((a, b) =>
    a.localeCompare(b),
  );
  return titles.map((title) => ({
    title,
    hits: hits
      .filter(({ folderTitle }) => (folderTitle ?? '') === title)
      .sort((a, b) => a.title.localeCompare(b.title)),
  }));
}
