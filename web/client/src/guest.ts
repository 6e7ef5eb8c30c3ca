// SPDX-License-Identifier: Apache-2.0
import type { GuestTicketAnswer } from './protocol.js';

/** The guest ticket that this browser keeps, so that tabs and reloads are the same person. */
export interface GuestTicket {
  ticket: string;
  userId: string;
  expiresAt: string;
}

/** Keeps a guest ticket between calls. */
export interface TicketStore {
  load(): Pick<GuestTicket, 'ticket'> | undefined;
  save(answer: GuestTicketAnswer): void;
}

/** A ticket that the host's own server fetched with its key; kept for as long as the page. */
export class GivenTicket implements TicketStore {
  #ticket: string;

  constructor(ticket: string) {
    this.#ticket = ticket;
  }

  load(): Pick<GuestTicket, 'ticket'> {
    return { ticket: this.#ticket };
  }

  save({ ticket }: GuestTicketAnswer): void {
    this.#ticket = ticket;
  }
}

const KEY = 'palaver.guest';

/** Keeps the guest ticket in the browser's storage, or only in memory where storage is refused. */
export class GuestTicketStore implements TicketStore {
  #inMemory: GuestTicket | undefined;

  load(): GuestTicket | undefined {
    try {
      const text = localStorage.getItem(KEY);
      return text ? asTicket(JSON.parse(text)) : this.#inMemory;
    } catch {
      return this.#inMemory;
    }
  }

  save(answer: GuestTicketAnswer): GuestTicket {
    const ticket = { ticket: answer.ticket, userId: answer.user_id, expiresAt: answer.expires_at };
    this.#inMemory = ticket;
    try {
      localStorage.setItem(KEY, JSON.stringify(ticket));
    } catch {
      // Private windows may refuse storage: the ticket then lasts as long as the page.
    }
    return ticket;
  }
}

function asTicket(value: unknown): GuestTicket | undefined {
  const { ticket, userId, expiresAt } = (value ?? {}) as Partial<GuestTicket>;
  return typeof ticket === 'string' && typeof userId === 'string' && typeof expiresAt === 'string'
    ? { ticket, userId, expiresAt }
    : undefined;
}
