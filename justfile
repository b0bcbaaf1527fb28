# The commands of everyday work. `just` lists them.

default:
    @just --list

# Serve with everything in ./data
serve *arguments:
    cargo run --release -- serve {{arguments}}

# Everything that must hold before a push
check:
    tests/run

# The suite on SQLite
test *filter:
    cargo test {{filter}}

# The suite on a PostgreSQL server, e.g. postgres://college@127.0.0.1/postgres
test-pg url *filter:
    COLLEGE_TEST_DATABASE={{url}} cargo test --test it {{filter}}

# Accept changed snapshots after looking at them
snapshots:
    cargo insta review

# The whole main job over real HTTP, told step by step
demo lang="en":
    cargo run --release -- demo --lang {{lang}}

# CPU per request against the bare handler
bench:
    benches/run
