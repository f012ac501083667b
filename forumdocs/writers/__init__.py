"""Writers: pairs become a handout, one module a format."""
