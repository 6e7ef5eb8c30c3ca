// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from '../../room/src/icons.js';
import { ApiError } from './api.js';
import { AdminView } from './app.js';
import { empty, failureWords, Resource } from './resource.js';
import { type DraftRoom, type World, WorldDraft, type WorldLimits } from './settings-draft.js';
import { styles } from './styles.js';

interface Answer {
  worlds: World[];
  limits: WorldLimits;
}

const ID_PATTERN = '[A-Za-z0-9._:@~\\-]{1,64}';

/** Worlds and their rooms: which there are, who may enter, how many, and how their sound travels. */
@customElement('admin-settings')
export class SettingsView extends AdminView {
  readonly #worlds = new Resource<{ drafts: WorldDraft[]; limits: WorldLimits }>(this);
  @state() private saving = '';
  /** The world whose removal is being asked about. */
  @state() private removing = '';

  override firstUpdated(): void {
    void this.#worlds.load(() => this.#read());
  }

  override render(): TemplateResult {
    const { t } = this.app;
    return html`<div class="stack">
      <p class="soft lead">${t.settingsText}</p>
      ${this.#worlds.render(t, ({ drafts, limits }) => html`
        ${drafts.length === 0
          ? empty(t.noWorlds, t.noWorldsText)
          : repeat(drafts, (each) => each.world, (each) => this.#world(each, limits, drafts.length))}
        ${drafts.length < limits.worlds_max ? this.#newWorld() : nothing}
      `)}
    </div>`;
  }

  #world(draft: WorldDraft, limits: WorldLimits, worlds: number): TemplateResult {
    const { t } = this.app;
    return html`<form class="card" data-world=${draft.world} @submit=${(event: Event) => void this.#save(event, draft)}>
      <div class="head">
        <h2>${draft.world}</h2>
        ${draft.changed ? html`<span class="tag">${t.notSaved}</span>` : nothing}
      </div>
      <div class="switches">
        ${this.#switch(t.openToGuests, t.openToGuestsText, draft.open_to_guests, (on) => (draft.open_to_guests = on))}
        ${this.#switch(t.networkBans, t.networkBansText, draft.network_bans, (on) => (draft.network_bans = on))}
      </div>
      <h3>${t.rooms}</h3>
      ${draft.rooms.length === 0 ? html`<p class="soft small">${t.noRooms}</p>` : nothing}
      <ul class="rooms">
        ${repeat(draft.rooms, (each) => each.key, (each) => (each.removed ? this.#gone(draft, each) : this.#room(draft, each, limits)))}
      </ul>
      ${draft.rooms.length < limits.rooms_max
        ? html`<button class="button add" type="button" @click=${() => void this.#addRoom(draft)}>${icons.plus()}${t.addRoom}</button>`
        : nothing}
      ${this.removing === draft.world ? this.#confirmRemoval(draft) : this.#foot(draft, worlds)}
    </form>`;
  }

  #foot(draft: WorldDraft, worlds: number): TemplateResult {
    const { t } = this.app;
    return html`<div class="foot">
      ${worlds > 1
        ? html`<button class="button danger remove-world" type="button" @click=${() => (this.removing = draft.world)}>${t.removeWorld}</button>`
        : nothing}
      <button class="button" type="button" ?disabled=${!draft.changed} @click=${() => this.#change(() => draft.reset())}>${t.discard}</button>
      <button class="button primary" type="submit" ?disabled=${!draft.changed || this.saving !== ''}>
        ${this.saving === draft.world ? t.saving : t.save}
      </button>
    </div>`;
  }

  #confirmRemoval(draft: WorldDraft): TemplateResult {
    const { t } = this.app;
    return html`<div class="foot confirm" role="group" aria-label=${t.removeWorld}>
      <p>${t.removeWorldText(draft.world)}</p>
      <button class="button" type="button" @click=${() => (this.removing = '')}>${t.cancel}</button>
      <button class="button danger" type="button" @click=${() => void this.#removeWorld(draft)}>${t.removeWorld}</button>
    </div>`;
  }

  #newWorld(): TemplateResult {
    const { t } = this.app;
    return html`<form class="card new" @submit=${(event: Event) => void this.#addWorld(event)}>
      <h2>${t.newWorld}</h2>
      <p class="soft small" id="new-hint">${t.newWorldText}</p>
      <div class="line">
        <div>
          <label for="new-world">${t.worldName}</label>
          <input id="new-world" name="world" required pattern=${ID_PATTERN} maxlength="64" autocomplete="off" spellcheck="false" aria-describedby="new-hint" />
        </div>
        <button class="button" type="submit">${t.addWorld}</button>
      </div>
    </form>`;
  }

  #switch(label: string, hint: string, on: boolean, set: (on: boolean) => void): TemplateResult {
    return html`<label class="switch">
      <input type="checkbox" role="switch" .checked=${on} @change=${(event: Event) => this.#change(() => set((event.target as HTMLInputElement).checked))} />
      <span><b>${label}</b><small>${hint}</small></span>
    </label>`;
  }

  #gone(draft: WorldDraft, room: DraftRoom): TemplateResult {
    const { t } = this.app;
    return html`<li class="gone" data-room=${room.room_id}>
      <p><s>${room.room_name}</s> <span class="soft small">${t.roomGone}</span></p>
      <button class="button" type="button" @click=${() => this.#change(() => draft.remove(room))}>${t.keepRoom}</button>
    </li>`;
  }

  #room(draft: WorldDraft, room: DraftRoom, limits: WorldLimits): TemplateResult {
    const { t } = this.app;
    const key = `${draft.world}-${room.key.trim()}`;
    return html`<li data-room=${room.room_id}>
      <div class="name">
        <label for="name-${key}">${t.roomName}</label>
        <input
          id="name-${key}"
          required
          maxlength=${limits.room_name_chars_max}
          autocomplete="off"
          .value=${room.room_name}
          @input=${(event: Event) => this.#change(() => draft.rename(room, (event.target as HTMLInputElement).value))}
        />
      </div>
      ${this.#id(room, key)}
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
      <button
        class="away"
        type="button"
        aria-label=${t.removeRoom(room.room_name)}
        title=${t.removeRoom(room.room_name)}
        @click=${() => this.#change(() => draft.remove(room))}
      >${icons.close()}</button>
      ${room.topology === 'mesh' ? html`<p class="warning small">${icons.alert()}<span>${t.meshText}</span></p>` : nothing}
    </li>`;
  }

  /** Links would break if the id of a room changed, so only a new one chooses it. */
  #id(room: DraftRoom, key: string): TemplateResult {
    const { t } = this.app;
    const choose = (event: Event): void => {
      room.room_id = (event.target as HTMLInputElement).value;
      room.idChosen = true;
    };
    return room.fresh
      ? html`<div class="id fresh">
          <label for="id-${key}">${t.roomId}</label>
          <input
            id="id-${key}"
            required
            pattern=${ID_PATTERN}
            maxlength="64"
            autocomplete="off"
            spellcheck="false"
            .value=${room.room_id}
            @input=${(event: Event) => this.#change(() => choose(event))}
          />
        </div>`
      : html`<div class="id"><span class="label">${t.roomId}</span><code>${room.room_id}</code></div>`;
  }

  async #read(kept?: WorldDraft[]): Promise<{ drafts: WorldDraft[]; limits: WorldLimits }> {
    const { worlds, limits } = await this.app.api.get<Answer>('/api/admin/worlds');
    // What is being written in other worlds stays.
    return { drafts: worlds.map((each) => kept?.find(({ world }) => world === each.world) ?? new WorldDraft(each)), limits };
  }

  async #addRoom(draft: WorldDraft): Promise<void> {
    const room = draft.add();
    this.requestUpdate();
    await this.updateComplete;
    const id = `name-${draft.world}-${room.key.trim()}`;
    [...this.renderRoot.querySelectorAll<HTMLElement>('.name input')].find((each) => each.id === id)?.focus();
  }

  async #save(event: Event, draft: WorldDraft): Promise<void> {
    event.preventDefault();
    this.saving = draft.world;
    const { api, t } = this.app;
    try {
      for (const { method, path, body } of draft.changes()) {
        await api.change(method, path, body);
      }
      await this.#afresh(draft, t.saved);
    } catch (error) {
      this.#tell(error);
    } finally {
      this.saving = '';
    }
  }

  async #addWorld(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const world = String(new FormData(form).get('world') ?? '').trim();
    try {
      await this.app.api.post('/api/admin/worlds', { world });
      form.reset();
      await this.#afresh(undefined, this.app.t.worldAdded(world));
    } catch (error) {
      this.#tell(error);
    }
  }

  async #removeWorld(draft: WorldDraft): Promise<void> {
    this.removing = '';
    try {
      await this.app.api.change('DELETE', `/api/admin/worlds/${encodeURIComponent(draft.world)}`, {});
      await this.#afresh(draft, this.app.t.worldRemoved(draft.world));
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Shows what the server has now; what is being written in other worlds than `done` stays. */
  async #afresh(done: WorldDraft | undefined, said: string): Promise<void> {
    this.app.say(said);
    const kept = this.#worlds.value?.drafts.filter((each) => each !== done && each.changed);
    await this.#worlds.load(() => this.#read(kept));
    this.dispatchEvent(new CustomEvent('worlds-changed'));
  }

  #tell(error: unknown): void {
    const { t, say } = this.app;
    const told = error instanceof ApiError && error.status >= 400 && error.status < 410 && ![401, 403].includes(error.status);
    say(told ? t.notTaken(t.refusals[error.code] ?? error.message) : failureWords(error, t).join('. '));
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
        grid-template-columns: minmax(150px, 1.4fr) minmax(110px, 1fr) 88px minmax(190px, 1fr) 44px;
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

      .gone {
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
      }

      .away {
        display: grid;
        place-items: center;
        align-self: end;
        width: 44px;
        height: 44px;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
      }

      .away:hover {
        background: var(--critical-soft);
        color: var(--critical);
      }

      .add {
        margin: var(--space-3) 0;
      }

      .add .icon {
        width: 1.25em;
        height: 1.25em;
      }

      .new h2 {
        text-transform: none;
      }

      .new .line {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3);
        margin-top: var(--space-3);
      }

      .new .line div {
        flex: 0 1 320px;
      }

      .remove-world {
        margin-right: auto;
      }

      .confirm {
        align-items: center;
      }

      .confirm p {
        flex: 1 1 280px;
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
          grid-template-columns: 88px minmax(0, 1fr) 44px;
        }

        li.gone {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        .name {
          grid-column: 1 / 3;
        }

        .away {
          grid-row: 1;
          grid-column: 3;
        }

        .way {
          grid-column: 2 / -1;
        }

        .id.fresh {
          grid-column: 1 / -1;
        }

        .remove-world {
          order: 1;
          flex: 1 0 100%;
        }

        .id {
          display: none;
        }

        .id.fresh {
          display: block;
        }
      }
    `,
  ];
}
