/** Where to go after signing in: only places of this page, never an address that a link from outside could plant. */
export function nextPage(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/login')
    ? wanted
    : '/dashboards';
}

/** "in 8 seconds", "in 3 minutes". */
export function waitText(seconds: number): string {
  if (seconds < 60) return `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.ceil(seconds / 60);
  return `in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
