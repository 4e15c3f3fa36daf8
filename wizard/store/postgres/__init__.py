"""The PostgreSQL back end, for many nodes. The contract stands at `wizard.store.Store`."""
