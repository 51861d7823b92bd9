"""careo: a dossier of attributed claims."""
