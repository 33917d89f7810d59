# docker build -t rolelint . && docker run --rm -v "$PWD:/work:ro" rolelint check
FROM rust:1-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY Cargo.toml Cargo.lock build.rs README.md ./
COPY benches benches
COPY roles roles
COPY src src
COPY templates templates
RUN cargo build --release --locked

FROM alpine:3
# git is for --since and compare --against. What is mounted belongs to somebody else, which git would object to.
RUN apk add --no-cache git && git config --system --add safe.directory '*' && adduser -D -u 10001 rolelint
COPY --from=build /source/target/release/rolelint /usr/local/bin/rolelint
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["rolelint"]
CMD ["check"]
