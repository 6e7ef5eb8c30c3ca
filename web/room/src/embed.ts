// SPDX-License-Identifier: Apache-2.0
import { css, nothing, unsafeCSS } from 'lit';
import { customElement } from 'lit/decorators.js';
import { GivenTicket, RoomClient, VoiceService } from '@palaver/client';
import type { AddressChoice } from './preferences.js';
import { RoomPage } from './room-page.js';
import tokens from './tokens.css?inline';

/**
 * A room inside another page: `<palaver-room ticket=... world=... room-id=... name=... language=...>`. It talks to
 * the server that its script came from, unless `server` names another one.
 */
@customElement('palaver-room')
export class EmbeddedRoom extends RoomPage {
  override connectedCallback(): void {
    const language = this.getAttribute('language');
    this.address = {
      world: this.getAttribute('world') ?? undefined,
      room: this.getAttribute('room-id') ?? undefined,
      language: language === 'de' || language === 'en' ? language : undefined,
      processingOff: false,
    } satisfies AddressChoice;
    const name = this.getAttribute('name');
    if (name) {
      this.preferences = { ...this.preferences, name };
    }
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.client.leave();
  }

  protected override newClient(): RoomClient {
    const ticket = this.getAttribute('ticket');
    const server = this.getAttribute('server') ?? new URL(import.meta.url).origin;
    return new RoomClient(ticket ? new VoiceService(server, new GivenTicket(ticket)) : new VoiceService(server));
  }

  /** The page around keeps its own title and language. */
  protected override decorate(): void {}

  protected override renderUpdate(): typeof nothing {
    return nothing;
  }

  protected override inviteLink(): string {
    return location.href;
  }

  static override styles = [
    unsafeCSS(tokens.replaceAll(':root', ':host')),
    ...RoomPage.styles,
    css`
      :host {
        position: relative;
        height: 100%;
        min-height: 480px;
        background: var(--surface);
        color: var(--ink);
        font: 400 var(--text) / 1.5 var(--font);
      }
    `,
  ];
}
