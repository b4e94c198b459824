# Pomogator in one image; the command chooses the program: backend, bot, worker or migrate.
#   docker build -t pomogator .                              what runs in production
#   docker build -t pomogator-sandbox --target sandbox .     the same with the Telegram at home, to try it all
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

# What package-lock.json names, and of it only what production needs: no embedded PostgreSQL, no tools of development.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force

# The page of the cabinet; its tools stay behind.
FROM ${NODE_IMAGE} AS page
WORKDIR /app
COPY package.json package-lock.json tsconfig.json ./
RUN npm ci --omit=optional --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY scripts/build-web.ts scripts/
COPY src src
COPY web web
RUN node scripts/build-web.ts

FROM ${NODE_IMAGE} AS program
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/tmp/node-compile-cache \
    BACKEND_HOST=0.0.0.0 BACKEND_PORT=8081 \
    HEALTH_HOST=0.0.0.0 HEALTH_PORT=8081
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json pomogator.js catalog.json known-models.json LICENSE ./
COPY src src
COPY --from=page /app/web/dist web/dist
# Nobody's files: the program reads them and cannot change them.
USER 1000:1000
# Whatever the program is, it says how it is at this port.
EXPOSE 8081
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8081/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
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
