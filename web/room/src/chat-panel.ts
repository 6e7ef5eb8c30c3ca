// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatEntry } from '@palaver/client';
import { icons } from './icons.js';
import { shared } from './shared-styles.js';
import { type Language, locales, words, type Words } from './words.js';

const CHARS_MAX = 1_000;

/** A message, and what there is to say of it besides. */
export type ChatLine = ChatEntry & { note?: string };
/** So near to its end the list follows new messages. */
const NEAR_PX = 60;
/** Messages of one person within this time stand together under one name. */
const TOGETHER_MS = 3 * 60_000;

/** The room's live chat: what was written, and a line to write in for those who joined. */
@customElement('palaver-chat')
export class ChatPanel extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) entries: readonly ChatLine[] = [];
  /** Words of its own, where it is no room's chat. */
  @property({ attribute: false }) wording: Partial<Words> = {};
  @property({ attribute: false }) userId: string | undefined;
  @property({ type: Boolean }) writable = false;
  /** Why the last message was not taken. */
  @property() refusal = '';
  @state() private draft = '';
  @query('.list') private readonly list!: HTMLElement;
  #follows = true;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entries') && this.list) {
      this.#follows = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR_PX;
    }
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('entries') && (this.#follows || this.entries.at(-1)?.userId === this.userId)) {
      this.list.scrollTop = this.list.scrollHeight;
    }
  }

  override render(): TemplateResult {
    const text = this.#words;
    return html`
      <h2><span>${text.liveChat}</span><slot name="close"></slot></h2>
      <div class="list" role="log" aria-label=${text.liveChat} tabindex="0">
        ${this.entries.length === 0
          ? html`<p class="empty">${icons.chat()}<span>${text.chatEmpty}</span></p>`
          : repeat(this.entries, (each) => each.messageId, (each, index) => this.#entry(each, this.entries[index - 1]))}
      </div>
      ${this.writable ? this.#form() : html`<p class="foot">${text.chatJoinToWrite}</p>`}
    `;
  }

  #entry(entry: ChatLine, before: ChatLine | undefined): TemplateResult {
    const together =
      before?.userId === entry.userId && Date.parse(entry.at) - Date.parse(before.at) < TOGETHER_MS;
    return html`<article class=${together ? 'together' : ''} data-message-id=${entry.messageId}>
      ${together
        ? nothing
        : html`<p class="by">
            <b class=${entry.userId === this.userId ? 'me' : ''}>${entry.username}</b>
            <time datetime=${entry.at}>${clock(entry.at, this.language)}</time>
          </p>`}
      <p class="text">${entry.text}</p>
      ${entry.note ? html`<p class="note">${entry.note}</p>` : nothing}
    </article>`;
  }

  #form(): TemplateResult {
    const text = this.#words;
    return html`<form class="foot" @submit=${this.#submit}>
      ${this.refusal ? html`<p class="refusal" role="alert">${icons.alert()}${this.refusal}</p>` : nothing}
      <span class="line">
        <input
          type="text"
          aria-label=${text.chatWrite}
          placeholder=${text.chatWrite}
          maxlength=${CHARS_MAX}
          autocomplete="off"
          enterkeyhint="send"
          .value=${this.draft}
          @input=${(event: Event) => (this.draft = (event.target as HTMLInputElement).value)}
        />
        <button type="submit" aria-label=${text.chatSend} ?disabled=${this.draft.trim() === ''}>${icons.send()}</button>
      </span>
    </form>`;
  }

  get #words(): Words {
    return { ...words[this.language], ...this.wording };
  }

  #submit(event: Event): void {
    event.preventDefault();
    const said = this.draft.trim();
    if (said) {
      this.draft = '';
      this.dispatchEvent(new CustomEvent<string>('say', { detail: said }));
    }
  }

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        min-height: 0;
        background: var(--surface-raised);
      }

      h2 {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 52px;
        padding: var(--space-1) var(--space-4);
        border-bottom: 1px solid var(--line);
        font-size: 0.9375rem;
        font-weight: 600;
      }

      .list {
        overflow-y: auto;
        overscroll-behavior: contain;
        padding: var(--space-3) var(--space-4);
      }

      .list:focus-visible {
        outline-offset: -3px;
      }

      article {
        margin-top: var(--space-3);
      }

      article:first-child,
      article.together {
        margin-top: 2px;
      }

      .by {
        display: flex;
        align-items: baseline;
        gap: var(--space-2);
        font-size: var(--text-small);
      }

      .by b {
        overflow: hidden;
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .by .me {
        color: var(--accent);
      }

      time {
        flex: none;
        color: var(--ink-soft);
        font-size: 0.75rem;
        font-variant-numeric: tabular-nums;
      }

      .text {
        font-size: 0.9375rem;
        line-height: 1.45;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }

      .note {
        color: var(--ink-soft);
        font-size: 0.75rem;
      }

      .empty {
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: var(--space-2);
        height: 100%;
        color: var(--ink-soft);
        font-size: 0.9375rem;
        text-align: center;
      }

      .foot {
        padding: var(--space-3) var(--space-4) max(var(--space-3), var(--foot-inset, 0px));
      }

      p.foot {
        border-top: 1px solid var(--line);
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      .line {
        display: flex;
        gap: var(--space-2);
      }

      input {
        flex: 1;
        min-width: 0;
        min-height: 44px;
        padding: var(--space-2) var(--space-4);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-full);
        background: var(--field);
      }

      input::placeholder {
        color: var(--ink-soft);
        opacity: 1;
      }

      button {
        display: grid;
        flex: none;
        place-items: center;
        width: 44px;
        height: 44px;
        border: 0;
        border-radius: 50%;
        background: var(--accent);
        color: var(--on-accent);
      }

      button[disabled] {
        background: var(--surface-strong);
        color: var(--ink-soft);
        cursor: default;
      }

      .refusal {
        display: flex;
        gap: var(--space-2);
        margin-bottom: var(--space-2);
        color: var(--critical);
        font-size: var(--text-small);
      }
    `,
  ];
}

/** The time of today, or the day before it for older messages. */
function clock(iso: string, language: Language): string {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return at.toLocaleString(locales[language], {
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}
