// SPDX-License-Identifier: Apache-2.0
import { type AccountAnswer, rememberLogIn } from '@palaver/client';

/** Who is logged in. */
export type Account = Omit<AccountAnswer, 'success' | 'csrf_token'>;

/** A call that the server refused, or did not answer (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Refusal {
  error?: string;
  message?: string;
}

/** The calls of a moderator or admin: the cookie says who, the header that it is our page that asks. */
export class AdminApi {
  #csrf = '';
  /** Asks for a code of the second factor; true once one was accepted. */
  askForCode: () => Promise<boolean> = () => Promise.resolve(false);
  /** The log-in ended meanwhile. */
  loggedOut: () => void = () => undefined;

  /** Who is logged in, or nothing. */
  async account(): Promise<Account | undefined> {
    try {
      const answer = await this.#send<AccountAnswer>('GET', '/api/account');
      this.#csrf = answer.csrf_token ?? '';
      rememberLogIn(true);
      return answer;
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
        rememberLogIn(false);
        return undefined;
      }
      throw error;
    }
  }

  async logIn(name: string, password: string): Promise<Account> {
    const { csrf_token } = await this.#send<{ csrf_token: string }>('POST', '/api/account/login', { name, password });
    this.#csrf = csrf_token;
    const account = await this.account();
    if (!account) {
      throw new ApiError(0, 'NO_COOKIE', 'the browser kept no cookie');
    }
    return account;
  }

  async logOut(): Promise<void> {
    await this.#send('POST', '/api/account/logout', {});
    rememberLogIn(false);
  }

  get<Answer>(path: string, query: Record<string, string | number | undefined> = {}): Promise<Answer> {
    return this.#guarded<Answer>('GET', withQuery(path, query));
  }

  post<Answer>(path: string, body: object = {}): Promise<Answer> {
    return this.#guarded<Answer>('POST', path, body);
  }

  /** Adds, changes or removes what a path stands for. */
  change<Answer>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body: object): Promise<Answer> {
    return this.#guarded<Answer>(method, path, body);
  }

  /** Shows a code; what demands a second factor is open for ten minutes then. */
  async confirm(code: string): Promise<void> {
    await this.#send('POST', '/api/account/second-factor', { code });
  }

  async #guarded<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    try {
      return await this.#send<Answer>(method, path, body);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'SECOND_FACTOR_REQUIRED' && (await this.askForCode())) {
        return this.#send<Answer>(method, path, body);
      }
      if (error instanceof ApiError && error.status === 401) {
        this.loggedOut();
      }
      throw error;
    }
  }

  async #send<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        headers: body ? { 'Content-Type': 'application/json', 'X-CSRF-Token': this.#csrf } : {},
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    } catch {
      throw new ApiError(0, 'UNREACHABLE', 'the server does not answer');
    }
    const answer = (await response.json().catch(() => ({}))) as Answer & Refusal;
    if (!response.ok) {
      throw new ApiError(response.status, answer.error ?? 'INTERNAL', answer.message ?? `HTTP ${response.status}`);
    }
    return answer;
  }
}

/** An address with those parameters that are there. */
export function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}
