// SPDX-License-Identifier: Apache-2.0
import { vi } from 'vitest';
import { type FakeBrowser, fakeBrowser } from '../../client/test/fake-browser.js';
import type { RoomPage } from '../src/room-page.js';

const ROOMS = [
  { room_id: 'lounge', room_name: 'Lounge', participant_count: 1, max_participants: 10 },
  { room_id: 'garden', room_name: 'Garden', participant_count: 0, max_participants: 10 },
];

/** The room page in a scripted browser, and what a person does with it. */
export class PageHarness {
  readonly browser: FakeBrowser = fakeBrowser();
  page!: RoomPage;

  constructor() {
    for (const world of ['materie', 'energie']) {
      this.browser.rest.answers.set(`/api/voice/rooms/${world}`, () => ({ body: { success: true, rooms: ROOMS } }));
    }
  }

  /** Lets the server keep a chat with these messages, newest last. */
  keepChat(...texts: string[]): void {
    const messages = texts.map((text, i) => ({
      id: i, message_id: `h${i}`, user_id: 'grace', username: 'Grace', text, at: `2030-01-01T09:0${i}:00.000Z`,
    }));
    this.browser.rest.answers.set('/api/voice/chat/materie/lounge', () => ({
      body: { success: true, messages: messages.toReversed() },
    }));
  }

  async open(): Promise<void> {
    await import('../src/room-page.js');
    this.page = document.createElement('palaver-room-page') as RoomPage;
    document.body.append(this.page);
    await vi.waitFor(() => {
      if (this.all('option').length === 0 || this.all('.coming').length > 0) {
        throw new Error('the lobby is still coming');
      }
    });
    await this.settled();
  }

  async type(name: string): Promise<void> {
    await this.fill('#name', name);
  }

  async fill(selector: string, value: string): Promise<void> {
    const field = this.find<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event('input'));
    await this.settled();
  }

  async join(name: string, label = 'Join Voice Room'): Promise<void> {
    await this.type(name);
    this.press(label);
    await vi.waitFor(() => {
      if (/idle|connecting/.test(this.page.client.status)) {
        throw new Error(this.page.client.status);
      }
    });
    await this.settled();
  }

  async settled(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await Promise.all(this.#components().map((each) => each.updateComplete));
    }
  }

  all<Found extends Element = Element>(selector: string, root: ParentNode = this.page.shadowRoot!): Found[] {
    const inside = [...root.querySelectorAll('*')].flatMap((each) =>
      each.shadowRoot ? this.all<Found>(selector, each.shadowRoot) : [],
    );
    return [...root.querySelectorAll<Found>(selector), ...inside];
  }

  find<Found extends Element = HTMLElement>(selector: string): Found {
    const [found] = this.all<Found>(selector);
    if (!found) {
      throw new Error(`nothing is ${selector}`);
    }
    return found;
  }

  text(selector: string): string {
    return this.find(selector).textContent?.trim() ?? '';
  }

  button(name: string): HTMLButtonElement | undefined {
    return this.all<HTMLButtonElement>('button').find(
      (each) => each.textContent?.trim() === name || each.getAttribute('aria-label') === name,
    );
  }

  press(name: string): void {
    const found = this.button(name);
    if (!found) {
      throw new Error(`no button ${name}`);
    }
    found.click();
  }

  tile(userId: string): HTMLElement {
    return this.find(`[data-user-id="${userId}"]`);
  }

  say(message: Record<string, unknown>): Promise<void> {
    this.browser.signaling.socket.say(message);
    return this.settled();
  }

  close(): void {
    this.page.client.leave();
    this.page.remove();
    history.replaceState(null, '', '/');
  }

  #components(): { updateComplete?: Promise<unknown> }[] {
    return [this.page, ...this.all('*')] as { updateComplete?: Promise<unknown> }[];
  }
}
