"""Machine translation: packages, the engine that runs them, and checks on what comes out."""
