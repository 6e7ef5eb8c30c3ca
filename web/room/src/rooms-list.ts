// SPDX-License-Identifier: Apache-2.0
import { BackendJoinError, type Topology, type VoiceRoomInfo, type VoiceService } from '@palaver/client';
import type { AddressChoice } from './preferences.js';

/** A room that can be joined, with its world. */
export interface RoomChoice {
  world: string;
  roomId: string;
  roomName: string;
  count: number;
  max: number;
  topology: Topology;
}

/** All rooms that a guest may join, world by world in the server's order. */
export async function loadRooms(service: VoiceService, address: AddressChoice): Promise<RoomChoice[]> {
  const worlds = await service.openWorlds();
  const asked = address.world && !worlds.includes(address.world) ? [...worlds, address.world] : worlds;
  const lists = await Promise.all(asked.map((world) => roomsOf(service, world)));
  return lists.flat();
}

async function roomsOf(service: VoiceService, world: string): Promise<RoomChoice[]> {
  try {
    return (await service.getActiveRooms(world)).map((room) => choice(world, room));
  } catch (error) {
    if (error instanceof BackendJoinError && error.status < 500) {
      return [];
    }
    throw error;
  }
}

function choice(world: string, room: VoiceRoomInfo): RoomChoice {
  return {
    world,
    roomId: room.room_id,
    roomName: room.room_name,
    count: room.participant_count,
    max: room.max_participants,
    topology: room.topology ?? 'sfu',
  };
}

/** The room to start with: the address's where it names one, else the server's first, for everybody the same. */
export function chosenRoom(rooms: readonly RoomChoice[], address: AddressChoice): RoomChoice | undefined {
  const inWorld = address.world ? rooms.filter((each) => each.world === address.world) : rooms;
  const named = address.room ? inWorld.find((each) => each.roomId === address.room) : inWorld[0];
  if (named || !address.room) {
    return named ?? rooms[0];
  }
  return {
    world: address.world ?? rooms[0]?.world ?? '',
    roomId: address.room,
    roomName: address.room,
    count: 0,
    max: 0,
    topology: 'sfu',
  };
}
