// SPDX-License-Identifier: Apache-2.0

export type Grade = 'excellent' | 'good' | 'fair' | 'poor';

export interface LivePerson {
  user_id: string;
  username: string;
  is_speaking: boolean;
  /** How well their connection carries speech; nothing while that is not known. */
  quality: Grade | null;
}

export interface LiveCall {
  world: string;
  room_id: string;
  room_name: string;
  started_at: string;
  /** `mesh` when the sound does not pass through the server. */
  topology: 'sfu' | 'mesh';
  participants: LivePerson[];
  observers: LivePerson[];
}

/** An event of `/api/admin/live`; which fields it has depends on its type. */
export interface LiveEvent {
  type: string;
  cursor: string;
  at: string;
  world: string;
  room_id: string;
  room_name: string;
  user_id: string;
  username: string;
  is_speaking: boolean;
  quality: Grade;
  topology: 'sfu' | 'mesh';
  calls: LiveCall[];
}

/** The close code of a socket whose account may not follow any more. */
const RIGHTS_LOST = 1008;
const AGAIN_AFTER_MS = [500, 1_000, 2_000, 5_000];

/** The calls that go on, kept up to date by the server's events; a socket that breaks goes on where it was. */
export class LiveCalls extends EventTarget {
  calls: readonly LiveCall[] = [];
  /** Whether what is shown is up to date. */
  connected = false;
  #cursor: string | undefined;
  #socket: WebSocket | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  open(): void {
    if (!this.#socket) {
      this.#connect();
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#cursor = undefined;
    this.calls = [];
    this.connected = false;
    socket?.close();
  }

  #connect(): void {
    const url = new URL('/api/admin/live', location.origin);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    if (this.#cursor) {
      url.searchParams.set('since', this.#cursor);
    }
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#connection(true));
    socket.addEventListener('message', (message) => this.#hear(JSON.parse(String(message.data)) as LiveEvent));
    socket.addEventListener('close', ({ code }) => this.#broken(socket, code));
  }

  #broken(socket: WebSocket, code: number): void {
    if (this.#socket === socket) {
      this.#connection(false);
      if (code === RIGHTS_LOST) {
        this.close();
        this.dispatchEvent(new Event('refused'));
        return;
      }
      const wait = AGAIN_AFTER_MS[Math.min(this.#failures++, AGAIN_AFTER_MS.length - 1)];
      this.#timer = setTimeout(() => this.#connect(), wait);
    }
  }

  #connection(connected: boolean): void {
    this.connected = connected;
    if (connected) {
      this.#failures = 0;
    }
    this.dispatchEvent(new Event('change'));
  }

  #hear(event: LiveEvent): void {
    this.#cursor = event.cursor;
    const before = this.calls;
    this.calls = after(before, event);
    if (this.calls !== before) {
      this.dispatchEvent(new Event('change'));
    } else {
      this.dispatchEvent(new CustomEvent<LiveEvent>('news', { detail: event }));
    }
  }
}

/** The calls after an event; the same list when it changes none of them. */
export function after(calls: readonly LiveCall[], event: LiveEvent): readonly LiveCall[] {
  switch (event.type) {
    case 'snapshot':
      return event.calls;
    case 'call_started':
      return [
        ...calls.filter((each) => !isIn(each, event)),
        {
          world: event.world, room_id: event.room_id, room_name: event.room_name, started_at: event.at,
          topology: event.topology, participants: [], observers: [],
        },
      ];
    case 'call_ended':
      return calls.filter((each) => !isIn(each, event));
    case 'participant_joined':
      return people(calls, event, 'participants', (list) => [...without(list, event), person(event)]);
    case 'observer_joined':
      return people(calls, event, 'observers', (list) => [...without(list, event), person(event)]);
    case 'participant_left':
      return people(calls, event, 'participants', (list) => without(list, event));
    case 'observer_left':
      return people(calls, event, 'observers', (list) => without(list, event));
    case 'speaking':
      return changed(calls, event, { is_speaking: event.is_speaking });
    case 'quality':
      return changed(calls, event, { quality: event.quality });
    default:
      return calls;
  }
}

function isIn(call: LiveCall, event: LiveEvent): boolean {
  return call.world === event.world && call.room_id === event.room_id;
}

function people(
  calls: readonly LiveCall[],
  event: LiveEvent,
  which: 'participants' | 'observers',
  change: (list: LivePerson[]) => LivePerson[],
): readonly LiveCall[] {
  return calls.map((each) => (isIn(each, event) ? { ...each, [which]: change(each[which]) } : each));
}

/** The calls with something else about the participant of an event. */
function changed(calls: readonly LiveCall[], event: LiveEvent, difference: Partial<LivePerson>): readonly LiveCall[] {
  return people(calls, event, 'participants', (list) =>
    list.map((each) => (each.user_id === event.user_id ? { ...each, ...difference } : each)),
  );
}

function without(list: LivePerson[], event: LiveEvent): LivePerson[] {
  return list.filter((each) => each.user_id !== event.user_id);
}

function person(event: LiveEvent): LivePerson {
  return { user_id: event.user_id, username: event.username, is_speaking: false, quality: null };
}
