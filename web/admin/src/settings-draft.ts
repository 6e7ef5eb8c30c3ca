// SPDX-License-Identifier: Apache-2.0

/** How the sound of a room travels. */
export type Topology = 'sfu' | 'mesh';

export interface WorldRoom {
  room_id: string;
  room_name: string;
  max_participants: number;
  listed: boolean;
  topology: Topology;
}

/** A world as `GET /api/admin/worlds` has it. */
export interface World {
  world: string;
  open_to_guests: boolean;
  network_bans: boolean;
  rooms: WorldRoom[];
}

/** Within which bounds worlds and rooms can be added and changed. */
export interface WorldLimits {
  max_participants_min: number;
  max_participants_max: number;
  room_name_chars_max: number;
  worlds_max: number;
  rooms_max: number;
}

/** One call that changes something. */
export interface Change {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body: Partial<WorldRoom> | Partial<World>;
}

/** A room that is being changed: perhaps one that the server does not have yet, or will not have any more. */
export interface DraftRoom extends WorldRoom {
  /** Tells rows apart whose id is still being written. */
  readonly key: string;
  readonly fresh: boolean;
  removed: boolean;
  /** The id follows the name until somebody writes one. */
  idChosen: boolean;
}

/** Everybody in a mesh sends to everybody else. */
const MESH_PLACES_MAX = 5;
const PLACES = 10;
const ID_CHARS_MAX = 64;

/** A world that is being changed, beside what the server has of it. */
export class WorldDraft {
  readonly world: string;
  open_to_guests: boolean;
  network_bans: boolean;
  rooms: DraftRoom[];
  readonly #was: World;
  #added = 0;

  constructor(was: World) {
    this.world = was.world;
    this.#was = was;
    ({ open_to_guests: this.open_to_guests, network_bans: this.network_bans } = was);
    this.rooms = was.rooms.map(draft);
  }

  get changed(): boolean {
    return this.changes().length > 0;
  }

  reset(): void {
    ({ open_to_guests: this.open_to_guests, network_bans: this.network_bans } = this.#was);
    this.rooms = this.#was.rooms.map(draft);
  }

  /** Adds a room behind the others, which has no name yet. */
  add(): DraftRoom {
    this.#added++;
    const room: DraftRoom = {
      room_id: '', room_name: '', max_participants: PLACES, listed: true, topology: 'sfu',
      key: ` ${this.#added}`, fresh: true, removed: false, idChosen: false,
    };
    this.rooms = [...this.rooms, room];
    return room;
  }

  /** Removes a room, or takes that back; one that the server never had is forgotten. */
  remove(room: DraftRoom): void {
    if (room.fresh) {
      this.rooms = this.rooms.filter((each) => each !== room);
    } else {
      room.removed = !room.removed;
    }
  }

  /** Names a room; a new one gets an id to match. */
  rename(room: DraftRoom, name: string): void {
    room.room_name = name;
    if (room.fresh && !room.idChosen) {
      room.room_id = freeId(name, this.rooms.filter((each) => each !== room).map((each) => each.room_id));
    }
  }

  /** Lets the sound of a room go another way; a mesh has fewer places. */
  travel(room: WorldRoom, topology: string): void {
    room.topology = topology === 'mesh' ? 'mesh' : 'sfu';
    if (room.topology === 'mesh') {
      room.max_participants = Math.min(room.max_participants, MESH_PLACES_MAX);
    }
  }

  placesMax(room: WorldRoom, limits: WorldLimits): number {
    return room.topology === 'mesh' ? MESH_PLACES_MAX : limits.max_participants_max;
  }

  /** What the server is to be told: of the world, then of each room, and only what is different. */
  changes(): Change[] {
    const path = `/api/admin/worlds/${encodeURIComponent(this.world)}`;
    const ofWorld = different(this.#was, { ...this.#was, ...this }, ['open_to_guests', 'network_bans']);
    const changes: Change[] = Object.keys(ofWorld).length > 0 ? [{ method: 'PATCH', path, body: ofWorld }] : [];
    for (const room of this.rooms) {
      const change = this.#change(`${path}/rooms`, room);
      if (change) {
        changes.push(change);
      }
    }
    return changes;
  }

  #change(path: string, room: DraftRoom): Change | undefined {
    const { room_id, room_name, max_participants, topology } = room;
    if (room.fresh) {
      return { method: 'POST', path, body: { room_id, room_name, max_participants, topology } };
    }
    const own = `${path}/${encodeURIComponent(room_id)}`;
    if (room.removed) {
      return { method: 'DELETE', path: own, body: {} };
    }
    const was = this.#was.rooms.find((each) => each.room_id === room_id);
    const body = was ? different<WorldRoom>(was, room, ['room_name', 'max_participants', 'topology']) : {};
    return Object.keys(body).length > 0 ? { method: 'PATCH', path: own, body } : undefined;
  }
}

function draft(room: WorldRoom): DraftRoom {
  return { ...room, key: room.room_id, fresh: false, removed: false, idChosen: true };
}

const LETTERS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** An id that reads like a name and that no other has; empty while the name has nothing to make one of. */
export function freeId(name: string, taken: readonly string[]): string {
  const plain = name.toLowerCase().replace(/[äöüß]/g, (letter) => LETTERS[letter] ?? '').normalize('NFD');
  const id = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, ID_CHARS_MAX - 4);
  let free = id;
  for (let number = 2; id && taken.includes(free); number++) {
    free = `${id}-${number}`;
  }
  return free;
}

function different<Thing extends object>(was: Thing, now: Thing, fields: (keyof Thing)[]): Partial<Thing> {
  return Object.fromEntries(fields.filter((each) => was[each] !== now[each]).map((each) => [each, now[each]])) as Partial<Thing>;
}
