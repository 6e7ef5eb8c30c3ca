// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { AdminView, to } from './app.js';
import { ApiError } from './api.js';
import { empty, failureWords, Resource } from './resource.js';
import { styles } from './styles.js';

interface Frequent {
  user_id: string;
  username: string | null;
  total_calls: number;
  total_seconds: number;
  speaking_share: number | null;
}

interface Profile {
  user_id: string;
  username: string;
  role: string;
  created_at: string;
  total_calls: number;
  total_minutes: number;
  warnings: number;
  kicks: number;
  bans: number;
}

interface Session {
  session_id: string;
  room_id: string;
  world: string;
  joined_at: string;
  left_at: string | null;
  duration_seconds: number;
  speaking_seconds: number;
  end_reason: string | null;
}

interface Sanction {
  sanction_id: string;
  kind: string;
  world: string;
  room_id: string | null;
  user_id: string | null;
  reason: string;
  ends_at: string | null;
}

interface Person {
  profile: Profile | undefined;
  sessions: Session[];
  sanctions: Sanction[];
}

/** Who uses the rooms, and all that is known of one person. */
@customElement('admin-people')
export class PeopleView extends AdminView {
  @state() private search = '';
  readonly #frequent = new Resource<Frequent[]>(this);
  readonly #person = new Resource<Person>(this);
  #shown: string | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    const [userId = ''] = this.path;
    if ((changed.has('path') || changed.has('app')) && this.#shown !== userId) {
      this.#shown = userId;
      void (userId ? this.#person.load(() => this.#ask(userId), true) : this.#frequent.load(() => this.#list()));
    }
  }

  override render(): TemplateResult {
    const { t } = this.app;
    const [userId] = this.path;
    return userId
      ? html`<div class="stack">
          <p><a href=${to('people')}>← ${t.people_}</a></p>
          ${this.#person.render(t, (person) => this.#profile(userId, person))}
        </div>`
      : html`<section class="card">
          <div class="head">
            <h2>${t.frequent}</h2>
            <form role="search" @submit=${this.#find}>
              <input type="search" aria-label=${t.searchPeople} placeholder=${t.searchPeople} @input=${this.#typed} />
            </form>
          </div>
          ${this.#frequent.render(t, (people) => this.#people(people))}
        </section>`;
  }

  #people(people: Frequent[]): TemplateResult {
    const { t, f } = this.app;
    const wanted = this.search.toLowerCase();
    const found = people.filter((each) => `${each.username ?? ''} ${each.user_id}`.toLowerCase().includes(wanted));
    if (found.length === 0) {
      return empty(t.noPeople, this.search ? t.noPeopleSearch : t.noPeopleText);
    }
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.frequent}>
      <table>
        <thead>
          <tr><th>${t.person}</th><th class="number">${t.calls}</th><th class="number">${t.time}</th><th class="number">${t.speakingShare}</th></tr>
        </thead>
        <tbody>
          ${found.map(
            (each) => html`<tr>
              <td><a href=${to('people', each.user_id)}>${each.username ?? each.user_id}</a></td>
              <td class="number">${f.number(each.total_calls)}</td>
              <td class="number">${f.duration(each.total_seconds)}</td>
              <td class="number">${f.percent(each.speaking_share)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #profile(userId: string, { profile, sessions, sanctions }: Person): TemplateResult {
    const { t, f } = this.app;
    if (!profile) {
      return html`<div class="card">${empty(t.unknownPerson, t.unknownPersonText(userId))}</div>`;
    }
    const figures: [string, string][] = [
      [t.calls, f.number(profile.total_calls)],
      [t.time, f.duration(profile.total_minutes * 60)],
      [t.warnings, f.number(profile.warnings)],
      [t.kicks, f.number(profile.kicks)],
      [t.bans, f.number(profile.bans)],
    ];
    return html`
      <section class="card">
        <div class="head">
          <div>
            <h2>${profile.username}</h2>
            <p class="soft small">${profile.user_id} · ${t.since(f.time(profile.created_at))}</p>
          </div>
          ${profile.role === 'user' ? nothing : html`<span class="tag">${t.roles[profile.role] ?? profile.role}</span>`}
        </div>
        <dl class="figures">${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      </section>
      <section class="card">
        <h2>${t.sanctions}</h2>
        ${sanctions.length > 0 ? this.#sanctions(sanctions) : html`<p class="soft">${t.noSanctions}</p>`}
        ${this.may('ban') ? this.#ban(profile) : nothing}
      </section>
      <section class="card">
        <h2>${t.sessions}</h2>
        ${sessions.length > 0 ? this.#sessions(sessions) : html`<p class="soft">${t.noSessions}</p>`}
      </section>
    `;
  }

  #sanctions(sanctions: Sanction[]): TemplateResult {
    const { t, f } = this.app;
    return html`<ul class="sanctions">
      ${sanctions.map(
        (each) => html`<li>
          <span><span class="tag bad">${t.kinds[each.kind] ?? each.kind}</span> ${each.room_id ?? each.world}</span>
          <span class="soft small">${each.reason} ${each.ends_at ? t.untilTime(f.time(each.ends_at)) : t.untilLifted}</span>
          ${each.kind === 'ban' || each.kind === 'mute'
            ? html`<button class="button" type="button" @click=${() => void this.#lift(each)}>${t.lift}</button>`
            : nothing}
        </li>`,
      )}
    </ul>`;
  }

  #ban(profile: Profile): TemplateResult {
    const { t } = this.app;
    return html`<form class="fields ban" @submit=${(event: Event) => void this.#impose(event, profile)}>
      <div><label for="why">${t.reason}</label><input id="why" name="reason" maxlength="500" required autocomplete="off" /></div>
      <div>
        <label for="long">${t.lasts}</label>
        <select id="long" name="seconds">
          <option value="86400">${t.oneDay}</option>
          <option value="604800">${t.oneWeek}</option>
          <option value="">${t.untilLifted}</option>
        </select>
      </div>
      <button class="button danger" type="submit">${t.banFrom(this.app.world)}</button>
    </form>`;
  }

  #sessions(sessions: Session[]): TemplateResult {
    const { t, f } = this.app;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.sessions}>
      <table>
        <thead>
          <tr><th>${t.room}</th><th>${t.began}</th><th class="number">${t.lasted}</th><th class="number">${t.spoke}</th><th>${t.ended}</th></tr>
        </thead>
        <tbody>
          ${sessions.map(
            (each) => html`<tr>
              <td>${each.room_id} <span class="soft small">${each.world}</span></td>
              <td class="nowrap">${f.time(each.joined_at)}</td>
              <td class="number">${each.left_at ? f.duration(each.duration_seconds) : t.goesOn}</td>
              <td class="number">${each.left_at ? f.duration(each.speaking_seconds) : '–'}</td>
              <td>${each.end_reason ? (t.reasons[each.end_reason] ?? each.end_reason) : ''}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  async #list(): Promise<Frequent[]> {
    const from = new Date(Date.now() - 364 * 86_400_000).toISOString().slice(0, 10);
    return (await this.app.api.get<{ rows: Frequent[] }>('/api/admin/analytics/users', { limit: 200, from })).rows;
  }

  async #ask(userId: string): Promise<Person> {
    const { api, worlds } = this.app;
    const [profile, sessions, ...sanctions] = await Promise.all([
      api.get<{ user: Profile }>(`/api/admin/user-profile/${encodeURIComponent(userId)}`).then(
        ({ user }) => user,
        (error: unknown) => {
          if (error instanceof ApiError && error.status === 404) {
            return undefined;
          }
          throw error;
        },
      ),
      api.get<{ sessions: Session[] }>('/api/admin/sessions', { user_id: userId }),
      ...worlds.map((world) =>
        api.get<{ sanctions: Sanction[] }>(`/api/admin/sanctions/${encodeURIComponent(world)}`).then(
          (answer) => answer.sanctions,
          () => [],
        ),
      ),
    ]);
    return { profile, sessions: sessions.sessions, sanctions: sanctions.flat().filter((each) => each.user_id === userId) };
  }

  async #lift({ kind, world, room_id, user_id }: Sanction): Promise<void> {
    await this.#do(kind === 'ban' ? 'unban' : 'unmute', { world, user_id, ...(room_id ? { room_id } : {}) });
  }

  async #impose(event: Event, profile: Profile): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const seconds = Number(given.get('seconds')) || undefined;
    const reason = String(given.get('reason'));
    const { user_id, username } = profile;
    await this.#do('ban', { world: this.app.world, user_id, username, reason, ...(seconds ? { seconds } : {}) });
    form.reset();
  }

  async #do(act: string, order: object): Promise<void> {
    const { api, t, say } = this.app;
    try {
      await api.post(`/api/admin/moderation/${act}`, order);
      say(t.done);
    } catch (error) {
      say(failureWords(error, t).join('. '));
    }
    this.#person.again();
  }

  #typed(event: Event): void {
    this.search = (event.target as HTMLInputElement).value;
  }

  /** Enter opens a person by their id, also one who is not in the list. */
  #find(event: Event): void {
    event.preventDefault();
    if (this.search.trim()) {
      location.hash = to('people', this.search.trim());
    }
  }

  static override styles = [
    styles,
    css`
      .head form {
        flex: 0 1 280px;
      }

      .sanctions {
        margin: 0;
        padding: 0;
        list-style: none;
      }

      .sanctions li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
        padding: var(--space-2) 0;
        border-bottom: 1px solid var(--line);
      }

      .ban {
        margin-top: var(--space-5);
      }
    `,
  ];
}
