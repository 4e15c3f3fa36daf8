"""The SQLite back end: one file, for one machine. The contract stands at `wizard.store.Store`."""
