const DOORS: Record<string, { name: string; address: string }> = {
  json: { name: 'JSON', address: '/api/v1/metrics' },
  'line-protocol': { name: 'Line protocol', address: '/write, /api/v2/write' },
  import: { name: 'Import', address: 'andon import' },
  websocket: { name: 'WebSocket', address: '/ws/ingest' },
};

export function doorName(door: string): string {
  return DOORS[door]?.name ?? door;
}

export function doorAddress(door: string): string {
  return DOORS[door]?.address ?? '';
}
