// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { AdminView, to } from './app.js';
import { empty, Resource } from './resource.js';
import { styles } from './styles.js';
import './replay-view.js';

interface PastCall {
  room_id: string;
  started_at: string;
  ended_at: string;
  duration_seconds: number;
  max_participants: number;
  total_messages: number;
}

interface Page {
  calls: PastCall[];
  next_cursor: string | null;
}

type Filter = Partial<Record<'room_id' | 'user_id' | 'from' | 'to', string>>;

/** Calls that are over, by room, person and time; each opens as a replay of who was there when. */
@customElement('admin-history')
export class HistoryView extends AdminView {
  @state() private filter: Filter = {};
  readonly #calls = new Resource<Page>(this);
  #world = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('app') && this.app.world !== this.#world) {
      this.#world = this.app.world;
      this.#load(true);
    }
  }

  override render(): TemplateResult {
    const [world, room, from, until] = this.path;
    return world && room && from && until
      ? html`<admin-replay .app=${this.app} .path=${this.path}></admin-replay>`
      : this.#list();
  }

  #list(): TemplateResult {
    const { t } = this.app;
    return html`<div class="stack">
      <form class="card fields" @submit=${this.#submit}>
        ${this.#field('room_id', t.room, 'text')} ${this.#field('user_id', t.person, 'text')}
        ${this.#field('from', t.from, 'date')} ${this.#field('to', t.until, 'date')}
        <button class="button primary" type="submit">${t.filter}</button>
      </form>
      <section class="card">
        <h2>${t.pastCalls}</h2>
        ${this.#calls.render(t, (page) => (page.calls.length > 0 ? this.#table(page) : empty(t.noPastCalls, t.noPastCallsText)))}
      </section>
    </div>`;
  }

  #field(name: keyof Filter, label: string, type: string): TemplateResult {
    return html`<div>
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${type} autocomplete="off" .value=${this.filter[name] ?? ''} />
    </div>`;
  }

  #table({ calls, next_cursor }: Page): TemplateResult {
    const { t, f } = this.app;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.pastCalls}>
        <table>
          <thead>
            <tr>
              <th>${t.room}</th><th>${t.began}</th><th class="number">${t.lasted}</th>
              <th class="number">${t.peak}</th><th class="number">${t.messages}</th><th><span class="visually-hidden">${t.replay}</span></th>
            </tr>
          </thead>
          <tbody>
            ${calls.map(
              (each) => html`<tr>
                <td>${each.room_id}</td>
                <td class="nowrap">${f.time(each.started_at)}</td>
                <td class="number">${f.duration(each.duration_seconds)}</td>
                <td class="number">${f.number(each.max_participants)}</td>
                <td class="number">${f.number(each.total_messages)}</td>
                <td class="act">
                  <a href=${to('history', this.app.world, each.room_id, each.started_at, each.ended_at)}
                    >${t.replay}<span class="visually-hidden">: ${each.room_id}, ${f.time(each.started_at)}</span></a
                  >
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${next_cursor
        ? html`<button class="button more" type="button" @click=${() => void this.#more(next_cursor)}>${t.showMore}</button>`
        : nothing}`;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    this.filter = Object.fromEntries(
      [...given].map(([name, value]) => [name, String(value).trim()] as const).filter(([, value]) => value !== ''),
    );
    this.#load(true);
  }

  #load(fresh: boolean): void {
    void this.#calls.load(() => this.#page(), fresh);
  }

  #page(cursor?: string): Promise<Page> {
    const { from, to: until, room_id, user_id } = this.filter;
    return this.app.api.get<Page>(`/api/admin/call-history/${encodeURIComponent(this.app.world)}`, {
      cursor,
      room_id,
      user_id,
      from: from && `${from}T00:00:00Z`,
      to: until && new Date(Date.parse(`${until}T00:00:00Z`) + 86_400_000).toISOString(),
    });
  }

  async #more(cursor: string): Promise<void> {
    const before = this.#calls.value?.calls ?? [];
    await this.#calls.load(async () => {
      const page = await this.#page(cursor);
      return { ...page, calls: [...before, ...page.calls] };
    });
  }

  static override styles = [
    styles,
    css`
      .more {
        margin-top: var(--space-4);
      }
    `,
  ];
}
