// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeBrowser, fakeBrowser, ada, joinAnswer, person } from '../../client/test/fake-browser.js';
import type { ParticipantTile } from '../src/participant-tile.js';
import type { RoomPage } from '../src/room-page.js';

const ROOMS = [
  { room_id: 'lounge', room_name: 'Lounge', participant_count: 1, max_participants: 10 },
  { room_id: 'garden', room_name: 'Garden', participant_count: 0, max_participants: 10 },
];

describe('the room page', () => {
  let browser: FakeBrowser;
  let page: RoomPage;

  beforeEach(() => {
    browser = fakeBrowser();
    for (const world of ['materie', 'energie']) {
      browser.rest.answers.set(`/api/voice/rooms/${world}`, () => ({ body: { success: true, rooms: ROOMS } }));
    }
  });

  afterEach(() => {
    page.client.leave();
    page.remove();
    history.replaceState(null, '', '/');
  });

  it('joins with a name and one press, in the first room of the server', async () => {
    await open();
    expect(text('h1')).toBe('Lounge');
    await join('Ada');
    expect(browser.rest.calls.find((each) => each.path === '/api/voice/join')?.body).toEqual({
      room_id: 'lounge', user_id: 'ada', username: 'Ada', world: 'materie',
    });
    expect(text('.state')).toBe('Connected');
    expect(text('.count')).toBe('2/10');
  });

  it('goes through a complete voice call (R439)', async () => {
    await open();
    await join('Ada');
    expect(find('.mic .icon').getAttribute('data-icon')).toBe('mic');
    press('Mute');
    await settled();
    expect(find('.mic .icon').getAttribute('data-icon')).toBe('mic_off');
    expect(browser.microphones.given[0]?.enabled).toBe(false);
    expect(tile('ada').shadowRoot?.textContent).toContain('muted');
    press('Unmute');
    await settled();
    expect(browser.microphones.given[0]?.enabled).toBe(true);
    expect(tile('ada').shadowRoot?.textContent).not.toContain('muted');
    press('Leave');
    await settled();
    expect(text('.status')).toBe('Disconnected');
    expect(button('Join Voice Room')).toBeDefined();
  });

  it('displays 2x5 grid with 10 participants (R438)', async () => {
    const people = Array.from({ length: 10 }, (_, i) => person(i === 9 ? 'ada' : `u${i}`, `Person ${i}`, i + 1));
    browser.rest.answers.set('/api/voice/join', () => ({ body: joinAnswer(people) }));
    browser.signaling.participants = people;
    await open();
    await join('Ada');
    expect(all('[data-user-id]')).toHaveLength(10);
    expect(all('.seat')).toHaveLength(0);
    const styles = (find('palaver-grid').constructor as unknown as { styles: { cssText: string }[] }).styles;
    expect(styles.map((each) => each.cssText).join()).toContain('grid-template-columns: repeat(2,');
  });

  it('shows free seats, and an invitation to whoever is alone', async () => {
    browser.rest.answers.set('/api/voice/join', () => ({ body: joinAnswer([ada]) }));
    browser.signaling.participants = [ada];
    await open();
    await join('Ada');
    expect(all('[data-user-id]')).toHaveLength(1);
    expect(all('.invitation')).toHaveLength(1);
    expect(all('.seat')).toHaveLength(8);
  });

  it('keeps the tile of a person who stays and renders no other when one changes (R173, R174)', async () => {
    await open();
    await join('Ada');
    const before = tile('grace');
    const renders = vi.spyOn(tile('ada') as ParticipantTile, 'render');
    browser.signaling.socket.say({ type: 'participant_joined', revision: 8, participant: person('emmy', 'Emmy', 3) });
    browser.signaling.socket.say({ type: 'speaking', userId: 'grace', speaking: true });
    await settled();
    expect(tile('grace')).toBe(before);
    expect(before.dataset['speaking']).toBe('true');
    expect(renders).not.toHaveBeenCalled();
  });

  it('marks a speaker by ring and word, and never one who is muted (R175)', async () => {
    await open();
    await join('Ada');
    browser.signaling.socket.say({ type: 'speaking', userId: 'grace', speaking: true });
    await settled();
    expect(tile('grace').dataset['speaking']).toBe('true');
    expect(tile('grace').shadowRoot?.querySelector('.voice')?.textContent).toContain('speaking');
    browser.signaling.socket.say({ type: 'mute', revision: 8, userId: 'grace', muted: true, by: 'self' });
    await settled();
    expect(tile('grace').dataset['speaking']).toBe('false');
  });

  it('shows a moderator’s mute with its reason, apart from the own one', async () => {
    await open();
    await join('Ada');
    browser.signaling.socket.say({ type: 'mute', revision: 8, userId: 'ada', muted: true, by: 'moderator', reason: 'noise' });
    await settled();
    expect(tile('ada').shadowRoot?.textContent).toMatch(/muted by moderator\s*noise/);
    expect(find('palaver-notice').getAttribute('heading')).toBe('A moderator muted you');
    expect(button('Mute')).toBeDefined();
  });

  it('draws levels by transform and opacity only', async () => {
    await open();
    await join('Ada');
    const grace = tile('grace') as ParticipantTile;
    grace.level = 0.25;
    const halo = grace.shadowRoot!.querySelector<HTMLElement>('.halo')!;
    expect(halo.getAttribute('style')).toBe('transform: scale(1.17); opacity: 1;');
  });

  it('says that the room is full and starts no media', async () => {
    browser.rest.refuse('/api/voice/join', 409, 'ROOM_FULL');
    await open();
    await join('Ada');
    expect(find('palaver-notice').getAttribute('heading')).toBe('This room is full');
    expect(window.palaver.connection).toBeUndefined();
  });

  it('offers to listen when there is no microphone', async () => {
    browser.microphones.failure = 'NotFoundError';
    await open();
    await join('Ada');
    expect(find('palaver-notice').getAttribute('heading')).toBe('No microphone found');
    press('Join as listener');
    await vi.waitFor(() => expect(text('.state')).toBe('Connected'));
    await settled();
    expect(button('Add microphone')).toBeDefined();
    browser.microphones.failure = undefined;
    press('Add microphone');
    await vi.waitFor(() => expect(button('Mute')).toBeDefined());
  });

  it('tells the first tab that a second one took over', async () => {
    await open();
    await join('Ada');
    browser.signaling.socket.say({ type: 'ended', reason: 'taken_over', message: '' });
    await settled();
    expect(text('.status')).toBe('Disconnected');
    expect(find('palaver-notice').getAttribute('heading')).toBe('You joined in another tab');
  });

  it('asks for a name before anything else', async () => {
    await open();
    press('Join Voice Room');
    await settled();
    expect(text('.missing')).toBe('Please give a name first.');
    expect(browser.rest.paths()).not.toContain('/api/voice/join');
  });

  it('takes no press before everything has its place, and keeps the name that was typed meanwhile', async () => {
    let tell!: (answer: { body: object }) => void;
    browser.rest.answers.set('/api/voice/rooms/materie', () => new Promise((resolve) => (tell = resolve)));
    await show();
    await type('Ada');
    expect(button('Join Voice Room')!.disabled).toBe(true);
    await vi.waitFor(() => tell({ body: { success: true, rooms: ROOMS } }));
    await vi.waitFor(() => expect(button('Join Voice Room')!.disabled).toBe(false));
    await join('Ada');
    expect(text('.state')).toBe('Connected');
  });

  it('lets people try when the server says nothing of its rooms', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    browser.rest.answers.set('/api/voice/rooms/materie', () => new Promise(() => undefined));
    await show();
    await vi.advanceTimersByTimeAsync(3_000);
    vi.useRealTimers();
    await settled();
    expect(button('Join Voice Room')!.disabled).toBe(false);
  });

  it('speaks German to a German browser', async () => {
    vi.stubGlobal('navigator', { ...navigator, mediaDevices: navigator.mediaDevices, language: 'de-AT' });
    await open();
    await join('Ada', 'Sprachraum beitreten');
    expect(text('.state')).toBe('Verbunden');
    press('Stumm schalten');
    await settled();
    expect(tile('ada').shadowRoot?.textContent).toContain('stummgeschaltet');
    expect(button('Stummschaltung aufheben')).toBeDefined();
    press('Verlassen');
    await settled();
    expect(text('.status')).toBe('Getrennt');
  });

  it('keeps the language that was chosen', async () => {
    await open();
    find<HTMLButtonElement>('button[lang=de]').click();
    await settled();
    expect(button('Sprachraum beitreten')).toBeDefined();
    expect(document.documentElement.lang).toBe('de');
    page.remove();
    await open();
    expect(button('Sprachraum beitreten')).toBeDefined();
  });

  it('takes world, room, language and processing from its address', async () => {
    history.replaceState(null, '', '/?world=energie&room=garden&lang=de&processing=off');
    await open();
    expect(text('h1')).toBe('Garden');
    await join('Ada', 'Sprachraum beitreten');
    expect(browser.rest.calls.find((each) => each.path === '/api/voice/join')?.body).toMatchObject({
      room_id: 'garden', world: 'energie',
    });
    expect(browser.microphones.asked[0]).toMatchObject({
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
  });

  it('sends the microphone anew when processing is switched, on the same connection', async () => {
    await open();
    await join('Ada');
    press('Settings');
    await settled();
    const [echo] = all<HTMLInputElement>('input[role=switch]');
    echo!.click();
    await vi.waitFor(() => expect(browser.microphones.asked).toHaveLength(2));
    expect(browser.microphones.asked[1]).toMatchObject({ audio: { echoCancellation: false, noiseSuppression: true } });
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    await settled();
    expect(all('palaver-settings')).toHaveLength(0);
  });

  it('shows the people of the join answer while the media is being connected (R015)', async () => {
    browser.signaling.answersOffers = false;
    await open();
    await type('Ada');
    press('Join Voice Room');
    await vi.waitFor(() => expect(all('[data-user-id]')).toHaveLength(2));
    expect(text('.state')).toBe('Connecting…');
  });

  async function show(): Promise<void> {
    await import('../src/room-page.js');
    page = document.createElement('palaver-room-page') as RoomPage;
    document.body.append(page);
    await settled();
  }

  async function open(): Promise<void> {
    await show();
    await vi.waitFor(() => expect(all('.coming')).toHaveLength(0));
  }

  async function type(name: string): Promise<void> {
    const field = find<HTMLInputElement>('#name');
    field.value = name;
    field.dispatchEvent(new Event('input'));
    await settled();
  }

  async function join(name: string, label = 'Join Voice Room'): Promise<void> {
    await type(name);
    press(label);
    await vi.waitFor(() => expect(page.client.status).not.toMatch(/idle|connecting/));
    await settled();
  }

  async function settled(): Promise<void> {
    for (let i = 0; i < 4; i++) {
      await Promise.all(components().map((each) => each.updateComplete));
    }
  }

  function components(): { updateComplete?: Promise<unknown> }[] {
    return [page, ...all('*')] as { updateComplete?: Promise<unknown> }[];
  }

  function all<Found extends Element = Element>(selector: string, root: ParentNode = page.shadowRoot!): Found[] {
    const inside = [...root.querySelectorAll('*')].flatMap((each) =>
      each.shadowRoot ? all<Found>(selector, each.shadowRoot) : [],
    );
    return [...root.querySelectorAll<Found>(selector), ...inside];
  }

  function find<Found extends Element = HTMLElement>(selector: string): Found {
    const [found] = all<Found>(selector);
    if (!found) {
      throw new Error(`nothing is ${selector}`);
    }
    return found;
  }

  function text(selector: string): string {
    return find(selector).textContent?.trim() ?? '';
  }

  function button(name: string): HTMLButtonElement | undefined {
    return all<HTMLButtonElement>('button').find((each) => each.textContent?.trim() === name);
  }

  function press(name: string): void {
    const found = button(name);
    if (!found) {
      throw new Error(`no button ${name}`);
    }
    found.click();
  }

  function tile(userId: string): HTMLElement {
    return find(`[data-user-id="${userId}"]`);
  }
});

it('gives a person one or two letters', async () => {
  const { initials } = await import('../src/initials.js');
  expect(initials('Ada Lovelace')).toBe('AL');
  expect(initials('  grace  ')).toBe('G');
  expect(initials('Wilhelmina von Hohenstein')).toBe('WH');
  expect(initials('👩‍🚀 Sally')).toBe('👩‍🚀S');
  expect(initials('')).toBe('?');
});
