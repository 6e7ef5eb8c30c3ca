// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { icons } from '../../room/src/icons.js';
import { ApiError } from './api.js';
import { AdminView } from './app.js';
import { empty, failureWords, Resource } from './resource.js';
import { type World, WorldDraft, type WorldLimits, type WorldRoom } from './settings-draft.js';
import { styles } from './styles.js';

interface Answer {
  worlds: World[];
  limits: WorldLimits;
}

/** Worlds and their rooms: who may enter, how many, and how their sound travels. */
@customElement('admin-settings')
export class SettingsView extends AdminView {
  readonly #worlds = new Resource<{ drafts: WorldDraft[]; limits: WorldLimits }>(this);
  @state() private saving = '';

  override firstUpdated(): void {
    void this.#worlds.load(() => this.#read());
  }

  override render(): TemplateResult {
    const { t } = this.app;
    return html`<div class="stack">
      <p class="soft lead">${t.settingsText}</p>
      ${this.#worlds.render(t, ({ drafts, limits }) =>
        drafts.length === 0 ? empty(t.noWorlds, t.noWorldsText) : drafts.map((each) => this.#world(each, limits)),
      )}
    </div>`;
  }

  #world(draft: WorldDraft, limits: WorldLimits): TemplateResult {
    const { t } = this.app;
    const { now } = draft;
    return html`<form class="card" data-world=${draft.world} @submit=${(event: Event) => void this.#save(event, draft)}>
      <div class="head">
        <h2>${draft.world}</h2>
        ${draft.changed ? html`<span class="tag">${t.notSaved}</span>` : nothing}
      </div>
      <div class="switches">
        ${this.#switch(t.openToGuests, t.openToGuestsText, now.open_to_guests, (on) => (now.open_to_guests = on))}
        ${this.#switch(t.networkBans, t.networkBansText, now.network_bans, (on) => (now.network_bans = on))}
      </div>
      <h3>${t.rooms}</h3>
      <ul class="rooms">${now.rooms.map((each) => this.#room(draft, each, limits))}</ul>
      <div class="foot">
        <button class="button" type="button" ?disabled=${!draft.changed} @click=${() => this.#change(() => draft.reset())}>${t.discard}</button>
        <button class="button primary" type="submit" ?disabled=${!draft.changed || this.saving !== ''}>
          ${this.saving === draft.world ? t.saving : t.save}
        </button>
      </div>
    </form>`;
  }

  #switch(label: string, hint: string, on: boolean, set: (on: boolean) => void): TemplateResult {
    return html`<label class="switch">
      <input type="checkbox" role="switch" .checked=${on} @change=${(event: Event) => this.#change(() => set((event.target as HTMLInputElement).checked))} />
      <span><b>${label}</b><small>${hint}</small></span>
    </label>`;
  }

  #room(draft: WorldDraft, room: WorldRoom, limits: WorldLimits): TemplateResult {
    const { t } = this.app;
    const key = `${draft.world}-${room.room_id}`;
    return html`<li data-room=${room.room_id}>
      <div class="name">
        <label for="name-${key}">${t.roomName}</label>
        <input
          id="name-${key}"
          required
          maxlength=${limits.room_name_chars_max}
          autocomplete="off"
          .value=${room.room_name}
          @input=${(event: Event) => this.#change(() => (room.room_name = (event.target as HTMLInputElement).value))}
        />
      </div>
      <div class="id"><span class="label">${t.roomId}</span><code>${room.room_id}</code></div>
      <div class="places">
        <label for="max-${key}">${t.places}</label>
        <input
          id="max-${key}"
          type="number"
          inputmode="numeric"
          required
          min=${limits.max_participants_min}
          max=${draft.placesMax(room, limits)}
          .value=${String(room.max_participants)}
          @input=${(event: Event) => this.#change(() => (room.max_participants = (event.target as HTMLInputElement).valueAsNumber))}
        />
      </div>
      <div class="way">
        <label for="way-${key}">${t.topology}</label>
        <select id="way-${key}" @change=${(event: Event) => this.#change(() => draft.travel(room, (event.target as HTMLSelectElement).value))}>
          ${(['sfu', 'mesh'] as const).map((each) => html`<option value=${each} .selected=${room.topology === each}>${t.topologies[each]}</option>`)}
        </select>
      </div>
      ${room.topology === 'mesh' ? html`<p class="warning small">${icons.alert()}<span>${t.meshText}</span></p>` : nothing}
    </li>`;
  }

  async #read(kept?: WorldDraft[]): Promise<{ drafts: WorldDraft[]; limits: WorldLimits }> {
    const { worlds, limits } = await this.app.api.get<Answer>('/api/admin/worlds');
    // What is being written in other worlds stays.
    return { drafts: worlds.map((each) => kept?.find(({ world }) => world === each.world) ?? new WorldDraft(each)), limits };
  }

  async #save(event: Event, draft: WorldDraft): Promise<void> {
    event.preventDefault();
    const { api, t, say } = this.app;
    this.saving = draft.world;
    try {
      for (const { path, body } of draft.changes()) {
        await api.patch(path, body);
      }
      say(t.saved);
      await this.#worlds.load(() => this.#read(this.#worlds.value?.drafts.filter((each) => each !== draft && each.changed)));
    } catch (error) {
      const told = error instanceof ApiError && error.status >= 400 && error.status < 410 && ![401, 403].includes(error.status);
      say(told ? t.notTaken(error.message) : failureWords(error, t).join('. '));
    } finally {
      this.saving = '';
    }
  }

  #change(change: () => unknown): void {
    change();
    this.requestUpdate();
  }

  static override styles = [
    styles,
    css`
      .lead {
        max-width: 70ch;
      }

      h2 {
        text-transform: capitalize;
      }

      h3 {
        margin: var(--space-5) 0 var(--space-2);
        font-size: 0.9375rem;
      }

      .switches {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
        gap: var(--space-3) var(--space-6);
      }

      .switch {
        display: flex;
        align-items: flex-start;
        gap: var(--space-3);
        font-size: 0.9375rem;
        font-weight: 400;
      }

      .switch input {
        flex: none;
        width: 20px;
        min-height: 20px;
        margin: 2px 0 0;
        accent-color: var(--accent);
      }

      .switch small {
        display: block;
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      .rooms {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        display: grid;
        grid-template-columns: minmax(160px, 1.4fr) minmax(110px, 1fr) 88px minmax(190px, 1fr);
        align-items: start;
        gap: var(--space-1) var(--space-4);
        padding: var(--space-3) 0;
        border-top: 1px solid var(--line);
      }

      .warning {
        display: flex;
        grid-column: 1 / -1;
        gap: var(--space-2);
        max-width: 78ch;
        color: var(--ink-soft);
      }

      .warning .icon {
        width: 1.25em;
        height: 1.25em;
        color: var(--critical);
      }

      .id .label {
        display: block;
        line-height: 1.5rem;
        font-size: var(--text-small);
        font-weight: 600;
      }

      .id code {
        display: block;
        overflow: hidden;
        line-height: 40px;
        text-overflow: ellipsis;
      }

      .foot {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: var(--space-3);
        padding-top: var(--space-4);
        border-top: 1px solid var(--line);
      }

      @media (max-width: 799px) {
        li {
          grid-template-columns: 88px minmax(0, 1fr);
        }

        .name {
          grid-column: 1 / -1;
        }

        .id {
          display: none;
        }
      }
    `,
  ];
}
