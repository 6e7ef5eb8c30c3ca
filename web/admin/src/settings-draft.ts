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

/** Within which bounds rooms can be changed. */
export interface WorldLimits {
  max_participants_min: number;
  max_participants_max: number;
  room_name_chars_max: number;
}

/** One call that changes something. */
export interface Change {
  path: string;
  body: Partial<WorldRoom> | Partial<World>;
}

/** Everybody in a mesh sends to everybody else. */
const MESH_PLACES_MAX = 5;

/** A world that is being changed, beside what the server has of it. */
export class WorldDraft {
  readonly world: string;
  now: World;
  readonly #was: World;

  constructor(was: World) {
    this.world = was.world;
    this.#was = was;
    this.now = structuredClone(was);
  }

  get changed(): boolean {
    return this.changes().length > 0;
  }

  reset(): void {
    this.now = structuredClone(this.#was);
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
    const ofWorld = different(this.#was, this.now, ['open_to_guests', 'network_bans']);
    const changes: Change[] = Object.keys(ofWorld).length > 0 ? [{ path, body: ofWorld }] : [];
    for (const [index, was] of this.#was.rooms.entries()) {
      const now = this.now.rooms[index];
      const ofRoom = now ? different(was, now, ['room_name', 'max_participants', 'topology']) : {};
      if (Object.keys(ofRoom).length > 0) {
        changes.push({ path: `${path}/rooms/${encodeURIComponent(was.room_id)}`, body: ofRoom });
      }
    }
    return changes;
  }
}

function different<Thing extends object>(was: Thing, now: Thing, fields: (keyof Thing)[]): Partial<Thing> {
  return Object.fromEntries(fields.filter((each) => was[each] !== now[each]).map((each) => [each, now[each]])) as Partial<Thing>;
}
