// SPDX-License-Identifier: Apache-2.0

/** Who is logged in, as `GET /api/account` says it. */
export interface AccountAnswer {
  success: true;
  name: string;
  role: 'user' | 'moderator' | 'admin';
  permissions: string[];
  expires_at: string;
  second_factor_enrolled: boolean;
  second_factor_open: boolean;
  csrf_token: string | null;
}

const KEY = 'palaver.account';

/** Notes whether this browser has logged in, so that guests' pages need not ask the server about it. */
export function rememberLogIn(loggedIn: boolean): void {
  try {
    if (loggedIn) {
      localStorage.setItem(KEY, 'in');
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // Without storage the room page takes this browser for a guest's.
  }
}

export function hasLoggedIn(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
