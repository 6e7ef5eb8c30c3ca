// SPDX-License-Identifier: Apache-2.0
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf } from '../src/handset.js';
import type { RadioPage } from '../src/radio-page.js';
import { radioWords } from '../src/words.js';
import { FakeSocket, atRest, useFakeSocket } from './fake-node.js';

const CODE = 'AAAAAAAAAAAAAAAAAAAAAA';
const FINGERPRINT = '0F'.repeat(32);

/** As much of a connection as a handset uses; it is up once it has an answer. */
class FakeConnection extends EventTarget {
  static newest: FakeConnection;
  connectionState = 'new';
  iceConnectionState = 'new';
  signalingState = 'stable';
  readonly sending = { replaceTrack: vi.fn(async () => undefined) };
  closed = false;

  constructor() {
    super();
    FakeConnection.newest = this;
  }

  addTransceiver(_: string, { direction }: { direction: string }): object {
    return { direction, mid: '1', sender: this.sending, receiver: { track: {} } };
  }

  async createOffer(): Promise<object> {
    return { type: 'offer', sdp: 'an offer' };
  }

  async setLocalDescription(): Promise<void> {}

  async setRemoteDescription(): Promise<void> {
    this.connectionState = this.iceConnectionState = 'connected';
  }

  async getStats(): Promise<Map<string, object>> {
    return new Map();
  }

  close(): void {
    this.closed = true;
  }
}

let page: RadioPage;
const microphone = { stop: vi.fn(), addEventListener: vi.fn(), enabled: true, readyState: 'live' };
const node = (): FakeSocket => FakeSocket.newest;

async function open(hash = `#${CODE}.${FINGERPRINT}`): Promise<void> {
  history.replaceState(null, '', `/handset${hash}`);
  await import('../src/radio-page.js');
  page = document.createElement('palaver-radio') as RadioPage;
  document.body.append(page);
  await settled();
}

beforeEach(() => {
  useFakeSocket();
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('ResizeObserver', class { observe(): void {} disconnect(): void {} });
  vi.stubGlobal('RTCPeerConnection', FakeConnection);
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('Audio', class { play = async (): Promise<void> => undefined; pause(): void {} });
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getUserMedia: async () => ({ getAudioTracks: () => [microphone] }) },
  });
  localStorage.clear();
});
afterEach(() => {
  page.remove();
  vi.unstubAllGlobals();
});

function all<Found extends Element = HTMLElement>(selector: string, root: ParentNode = page.shadowRoot!): Found[] {
  const inside = [...root.querySelectorAll('*')].flatMap((each) => (each.shadowRoot ? all<Found>(selector, each.shadowRoot) : []));
  return [...root.querySelectorAll<Found>(selector), ...inside];
}

const text = (): string => all('radio-join')[0]?.shadowRoot?.textContent ?? '';
const kind = (): string | undefined => all('.disc')[0]?.dataset['kind'];

async function settled(): Promise<void> {
  for (let i = 0; i < 8; i++) {
    await Promise.all([page, ...all('*')].map((each) => (each as { updateComplete?: Promise<unknown> }).updateComplete));
    await Promise.resolve();
  }
}

async function join(name = 'Ada'): Promise<void> {
  const [input] = all<HTMLInputElement>('#name');
  input!.value = name;
  all<HTMLFormElement>('form.join')[0]!.requestSubmit();
  await settled();
  node().open();
  await settled();
}

async function joined(): Promise<void> {
  await open();
  await join();
  node().say({ type: 'welcome', id: '00000001', name: 'Ada', key: 'secret' });
  await settled();
  node().say({ type: 'answer', sdp: 'an answer' });
  node().set(atRest({ handsets: [] }));
  await vi.waitFor(async () => {
    await settled();
    expect(kind()).toBe('idle');
  });
}

describe('a phone', () => {
  it('is told to scan the code where it was shown none', async () => {
    await open('');
    expect(text()).toContain(radioWords.en.joinScan);
    expect(all('button.primary')).toHaveLength(0);
  });

  it('shows its code first and keeps the key that it is given', async () => {
    await joined();
    expect(location.hash).toBe('');
    expect(node().sent[0]).toEqual({ type: 'hello', code: CODE, key: '', name: 'Ada' });
    expect(node().types()).toEqual(['hello', 'offer']);
    expect(JSON.parse(localStorage.getItem('palaver.handset') ?? '')).toEqual({ key: 'secret', name: 'Ada' });
  });

  it('shows its key when the line comes back, and offers anew', async () => {
    await joined();
    vi.useFakeTimers();
    const before = FakeConnection.newest;
    node().lose();
    expect(before.closed).toBe(true);
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    node().open();
    expect(node().sent[0]).toEqual({ type: 'hello', code: '', key: 'secret', name: 'Ada' });
  });

  it('sends its microphone only while its button is down', async () => {
    await joined();
    const { replaceTrack } = FakeConnection.newest.sending;
    expect(replaceTrack).not.toHaveBeenCalled();
    window.dispatchEvent(new KeyboardEvent('keydown', { code: 'Space', cancelable: true }));
    expect(replaceTrack).toHaveBeenLastCalledWith(microphone);
    window.dispatchEvent(new Event('blur'));
    expect(replaceTrack).toHaveBeenLastCalledWith(null);
    expect(node().types()).toEqual(['hello', 'offer', 'press', 'release']);
  });

  it('says why it may not talk now', async () => {
    await joined();
    for (const [cause, words] of Object.entries(radioWords.en.refusedBecause)) {
      node().say({ type: 'refused', what: 'press', cause });
      await settled();
      expect(kind()).toBe('denied');
      expect(all('.detail')[0]?.textContent).toBe(words);
    }
  });

  it('says why it was sent away, and forgets a key that is good no more', async () => {
    await joined();
    node().say({ type: 'refused', what: 'hello', cause: 'handset_unknown' });
    await settled();
    expect(text()).toContain(radioWords.en.joinBecause['handset_unknown']);
    expect(JSON.parse(localStorage.getItem('palaver.handset') ?? '')).toEqual({ key: '', name: 'Ada' });
  });

  it('says that the browser gave no microphone', async () => {
    await open();
    vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockRejectedValue(new Error('denied'));
    all<HTMLInputElement>('#name')[0]!.value = 'Ada';
    all<HTMLFormElement>('form.join')[0]!.requestSubmit();
    await vi.waitFor(async () => {
      await settled();
      expect(text()).toContain(radioWords.en.joinBecause['microphone']);
    });
  });

  it('has names for everything before it is in', async () => {
    await open();
    const { violations } = await axe.run(page, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
    expect(violations).toEqual([]);
  });
});

describe('the code', () => {
  it('is read from the address with its fingerprint, and nothing else is', () => {
    expect(codeOf(`#${CODE}.${FINGERPRINT}`)).toEqual({ code: CODE, fingerprint: FINGERPRINT.replace(/(..)(?=.)/g, '$1:') });
    expect(codeOf(`#${CODE}`)).toEqual({ code: CODE, fingerprint: '' });
    for (const other of ['', '#/talk', '#short', `#${CODE}.zz`]) {
      expect(codeOf(other).code).toBe('');
    }
  });

  it('has a word in both languages for every cause', () => {
    const causes = ['microphone', 'code_unknown', 'handset_unknown', 'handsets_full', 'open_elsewhere', 'not_kept'];
    const refusals = ['busy', 'button_held', 'handset_talks', 'no_media'];
    for (const words of Object.values(radioWords)) {
      expect(Object.keys(words.joinBecause)).toEqual(causes);
      expect(Object.keys(words.refusedBecause)).toEqual(refusals);
    }
  });
});
