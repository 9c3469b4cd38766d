import { duration } from '../../format/durations';

/** "0.8 s behind", "2 min ahead"; a tenth of a second is no difference. */
export function skewText(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < 50) return 'exact';
  return `${duration(size)} ${milliseconds > 0 ? 'behind' : 'ahead'}`;
}

export function skewAdvice(milliseconds: number): string {
  const by = duration(Math.abs(milliseconds));
  return milliseconds > 0
    ? `The newest points of this machine are ${by} old when they arrive. Either its clock is slow, and its points are stored at the wrong time, or something on the way holds them back. Set its clock by a time server (NTP); if it is right, look at the buffer of the gateway.`
    : `The clock of this machine is ${by} ahead, so its points are stored at the wrong time, and those too far ahead are rejected. Set its clock by a time server (NTP).`;
}
