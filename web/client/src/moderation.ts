// SPDX-License-Identifier: Apache-2.0
import type { VoiceService } from './voice-service.js';

/** What a moderator may do, by its name in the API. */
export type ModerationAct =
  | 'mute' | 'unmute' | 'kick' | 'ban' | 'unban' | 'warn' | 'lock_room' | 'unlock_room' | 'end_call' | 'remove_message';

/** To whom or what, and why. Which fields are needed depends on the act (docs/admin-actions.md). */
export interface ModerationOrder {
  world: string;
  roomId?: string;
  userId?: string;
  username?: string;
  messageId?: string;
  reason?: string;
  /** How long it lasts; without it until it is lifted. */
  seconds?: number;
}

/** What moderators do, for a browser that is logged in. The server judges each call. */
export class Moderation {
  readonly #service: VoiceService;

  constructor(service: VoiceService) {
    this.#service = service;
  }

  /** Does it; rejects with the code `SECOND_FACTOR_REQUIRED` when a code has to be shown first. */
  async act(act: ModerationAct, order: ModerationOrder): Promise<void> {
    await this.#service.post(`/api/admin/moderation/${act}`, {
      world: order.world,
      room_id: order.roomId,
      user_id: order.userId,
      username: order.username,
      message_id: order.messageId,
      reason: order.reason,
      seconds: order.seconds,
    });
  }

  /** Shows a code of the second factor, which opens ten minutes of acts that demand one. */
  async confirm(code: string): Promise<void> {
    await this.#service.post('/api/account/second-factor', { code });
  }
}
