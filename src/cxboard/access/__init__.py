"""Who may see what: users, sessions, the sign-in ticket, and the guard before every route."""
