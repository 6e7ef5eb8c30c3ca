// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LineQuality, Participant } from '@palaver/client';
import { icons } from './icons.js';
import './participant-tile.js';
import type { ParticipantTile } from './participant-tile.js';
import { shared } from './shared-styles.js';
import type { Language, Words } from './words.js';

const SEATS_SHOWN_MAX = 10;

/** Two columns of five: a tile for each person, a quiet place for each free seat (R172). */
@customElement('palaver-grid')
export class ParticipantGrid extends LitElement {
  @property({ attribute: false }) participants: readonly Participant[] = [];
  @property({ attribute: false }) words!: Words;
  @property() language: Language = 'en';
  @property({ attribute: false }) userId: string | undefined;
  @property({ type: Boolean }) listening = false;
  @property({ type: Number }) seats = SEATS_SHOWN_MAX;
  @property({ type: Boolean }) inviting = false;
  @property({ type: Boolean }) copied = false;

  /** Draws how loud people are, by person. */
  drawLevels(levels: ReadonlyMap<string, number>): void {
    for (const tile of this.renderRoot.querySelectorAll<ParticipantTile>('palaver-tile')) {
      tile.level = levels.get(tile.participant?.userId) ?? 0;
    }
  }

  /** Shows how well people are heard; only tiles that look otherwise now are rendered. */
  drawQualities(qualityOf: (userId: string) => LineQuality | undefined): void {
    for (const tile of this.renderRoot.querySelectorAll<ParticipantTile>('palaver-tile')) {
      tile.quality = qualityOf(tile.participant.userId);
    }
  }

  override render(): TemplateResult {
    const people = this.participants;
    const alone = this.inviting && people.length === 1;
    const free = Math.max(0, Math.min(this.seats, SEATS_SHOWN_MAX) - people.length - (alone ? 1 : 0));
    return html`
      <div class="grid ${people.length > SEATS_SHOWN_MAX ? 'packed' : ''}" role="list" aria-label=${this.words.participants}>
        ${repeat(
          people,
          (each) => each.userId,
          (each) => html`<palaver-tile
            .participant=${each}
            .words=${this.words}
            .language=${this.language}
            ?me=${each.userId === this.userId}
            ?listening=${this.listening && each.userId === this.userId}
          ></palaver-tile>`,
        )}
        ${alone ? this.#invitation() : nothing}
        ${Array.from({ length: free }, () => html`<div class="seat" role="presentation"></div>`)}
      </div>
    `;
  }

  #invitation(): TemplateResult {
    return html`<div class="invitation" role="presentation">
      <p>${this.words.alone}</p>
      <button class="button" type="button" @click=${this.#invite}>
        ${icons.link()}<span aria-live="polite">${this.copied ? this.words.invited : this.words.invite}</span>
      </button>
    </div>`;
  }

  #invite(): void {
    this.dispatchEvent(new CustomEvent('invite'));
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-height: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
      }

      .grid {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        grid-auto-rows: minmax(76px, 1fr);
        gap: var(--space-3);
        width: 100%;
        max-width: 960px;
        min-height: min(100%, 400px);
        height: 100%;
        max-height: calc(5 * 132px + 4 * var(--space-3));
        margin: 0 auto;
      }

      .packed {
        --avatar: 40px;
        grid-template-columns: repeat(auto-fill, minmax(min(240px, 45%), 1fr));
        grid-auto-rows: 72px;
        max-width: 1400px;
        height: auto;
        max-height: none;
      }

      .packed palaver-tile {
        --tile-pad: var(--space-4);
      }

      .seat {
        border-radius: var(--radius);
        box-shadow: inset 0 0 0 1px var(--line);
        opacity: 0.55;
      }

      .invitation {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-3) var(--space-5);
        border: 1.5px dashed var(--line-strong);
        border-radius: var(--radius);
        color: var(--ink-soft);
        font-size: 0.9375rem;
        line-height: 1.35;
      }

      .invitation .button {
        flex: none;
        color: var(--ink);
        font-size: 0.9375rem;
      }

      @container (max-width: 599px) {
        .grid {
          --avatar: 42px;
          grid-auto-rows: minmax(96px, 1fr);
          gap: var(--space-2);
        }

        .packed {
          --avatar: 34px;
          grid-auto-rows: 92px;
        }

        .invitation {
          flex-direction: column;
          justify-content: center;
          padding: var(--space-2);
          font-size: var(--text-small);
          text-align: center;
        }

        .invitation .button {
          padding-inline: var(--space-3);
          font-size: var(--text-small);
        }
      }

      @media (min-width: 600px) and (max-height: 740px) {
        .grid {
          --avatar: 52px;
        }
      }
    `,
  ];
}
