import { describe, expect, it } from 'vitest';
import { readNdjson } from './ndjson';

function streamOf(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function read(chunks: Uint8Array[]): Promise<unknown[]> {
  const values: unknown[] = [];
  await readNdjson(streamOf(chunks), (value) => values.push(value));
  return values;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readNdjson', () => {
  it('hands over one value a line and passes over heartbeats', async () => {
    expect(await read([bytes('{"a":1}\n\n\r\n{"a":2}\n')])).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('takes a last line without its end', async () => {
    expect(await read([bytes('{"a":1}\n{"a":2}')])).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('puts together what was cut anywhere, even inside a character', async () => {
    const whole = bytes('{"name":"Öfen 🔥"}\n{"b":[1,2]}\n');
    const oneByOne = Array.from(whole, (byte) => Uint8Array.of(byte));
    expect(await read(oneByOne)).toEqual([{ name: 'Öfen 🔥' }, { b: [1, 2] }]);
  });

  it('fails on a line that is not JSON', async () => {
    await expect(read([bytes('{"a":1}\n<html>\n')])).rejects.toThrow(SyntaxError);
  });
});
