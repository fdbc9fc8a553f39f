# Sixty random designs with invented answers and R's numbers for them, as JSON lines: Rscript random_designs.R in this
# folder writes random_designs.jsonl. Made with R 4.2.2 and survey 4.1.1. Tests read the file and do not need R.
suppressMessages(library(survey))
options(digits = 17, warn = -1)
if (!requireNamespace("MASS", quietly = TRUE)) { # calibrate() asks MASS for a pseudo-inverse only
  inverse <- function(X, tol = sqrt(.Machine$double.eps)) {
    s <- svd(X)
    keep <- s$d > max(tol * s$d[1], 0)
    s$v[, keep, drop = FALSE] %*% (1 / s$d[keep] * t(s$u[, keep, drop = FALSE]))
  }
  g <- eval(parse(text = gsub("MASS::ginv", "inverse", deparse(survey:::grake), fixed = TRUE)))
  environment(g) <- list2env(list(inverse = inverse), parent = asNamespace("survey"))
  assignInNamespace("grake", g, "survey")
}
set.seed(20261124)
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) return(paste0("{", paste0('"', names(x), '":', vapply(x, json, ""), collapse = ","), "}"))
  one <- if (is.character(x)) paste0('"', x, '"') else format(x, digits = 17, trim = TRUE)
  one[is.na(x)] <- "null"
  if (length(x) == 1) one else paste0("[", paste(one, collapse = ","), "]")
}
pick <- function(...) sample(c(...), 1)

answers <- function(strata, stages, fraction) {
  names <- list(c("1", "2", "3", "4", "5", "10"), c("北", "南", "東", "西", "中", "島"))[[pick(1, 2)]]
  rows <- list()
  for (h in seq_len(strata)) {
    units <- if (stages == 0) sample(8:25, 1) else sample(2:5, 1)
    held <- units + sample(c(0, 3, 60), 1)
    for (u in seq_len(units)) {
      inside <- if (stages == 0) 1 else sample(2:5, 1)
      holds <- inside + sample(c(1, 4, 20), 1)
      level <- rnorm(1, 0, .6)
      for (s in seq_len(inside)) for (p in seq_len(if (stages == 2) sample(1:4, 1) else 1)) {
        rows[[length(rows) + 1]] <- data.frame(st = names[h], psu = u, ssu = s,
          N1 = if (fraction) units / held else held, N2 = if (fraction) inside / holds else holds,
          age = sample(1:3, 1), sex = pick("m", "f"), q = rbinom(1, 1, plogis(level)),
          x = round(rgamma(1, 2, .3) + level, 1), y = sample(1:9, 1))
      }
    }
  }
  d <- do.call(rbind, rows)
  d$w <- round(exp(rnorm(nrow(d), 3, .4)), 3)
  d$q[runif(nrow(d)) < .08] <- 9
  d$x[runif(nrow(d)) < .08] <- NA
  d$x0 <- ifelse(is.na(d$x), 0, d$x) # calibrated subsets keep rows with weight 0
  d
}

drawn <- function(d, s) {
  form <- function(columns) if (length(columns)) reformulate(columns) else NULL
  ids <- if (s$stages == 0) ~1 else form(c("psu", "ssu")[seq_len(s$stages)])
  if (s$persons) { d$person <- seq_len(nrow(d)); ids <- ~psu + person }
  svydesign(ids, strata = if (s$strata > 1) ~st else NULL, fpc = form(s$fpc),
    weights = if (s$weighted) ~w else NULL, data = d, nest = TRUE)
}

calibrated <- function(d, s) {
  if (s$adjust == "none") return(d)
  total <- sum(weights(d))
  ages <- tapply(weights(d), d$variables$age, sum) * c(1.2, .9, 1.05)
  ages <- ages * total / sum(ages)
  sexes <- tapply(weights(d), d$variables$sex, sum) * c(.95, 1.06)
  sexes <- sexes * total / sum(sexes)
  s$ages <- as.vector(ages); s$sexes <- as.vector(sexes)
  d$variables$age <- factor(d$variables$age); d$variables$sex <- factor(d$variables$sex)
  d <- if (s$adjust == "poststratify") {
    postStratify(d, ~age, data.frame(age = names(ages), Freq = s$ages))
  } else {
    wanted <- c(total, s$ages[-1], s$sexes[-1])
    calibrate(d, ~age + sex, wanted, calfun = s$adjust, epsilon = 1e-13, maxit = 200)
  }
  attr(d, "margins") <- s
  d
}

line <- function(number) {
  options(survey.lonely.psu = "fail")
  s <- list(stages = pick(0, 0, 1, 2), strata = pick(1, 2, 3, 4, 6), weighted = pick(TRUE, FALSE))
  s$persons <- s$stages == 1 && pick(TRUE, FALSE)
  s$fraction <- pick(TRUE, FALSE)
  all <- if (s$stages == 2 || s$persons) c("N1", "N2") else "N1"
  s$fpc <- if (!s$weighted || pick(TRUE, FALSE)) all else character(0)
  s$adjust <- pick("none", "none", "poststratify", "raking", "linear")
  s$lonely <- pick("fail", "fail", "adjust", "average", "remove", "certainty")
  d <- answers(s$strata, s$stages, s$fraction)
  if (s$lonely != "fail" && s$strata > 1) { # one stratum keeps a single unit
    last <- tail(unique(d$st), 1)
    d <- d[d$st != last | d$psu == 1, ]
    d$N1[d$st == last] <- if (s$fraction) 1 / 7 else 7
  }
  options(survey.lonely.psu = s$lonely)
  whole <- calibrated(drawn(d, s), s)
  m <- attr(whole, "margins"); s$ages <- m$ages; s$sexes <- m$sexes
  out <- list()
  put <- function(name, domain, level, values) out[[length(out) + 1]] <<- c(list(name = name, domain = domain,
    level = level), values)
  share <- function(design, domain, level) {
    there <- subset(design, q != 9)
    p <- svymean(~q, there, deff = TRUE)
    v <- list(estimate = coef(p)[[1]], se = SE(p)[[1]], df = degf(there), n = sum(weights(there, "sampling") != 0),
      deff = as.vector(survey::deff(p))[1])
    if (v$df > 0 && v$estimate > 0 && v$estimate < 1 && is.finite(v$se) && v$se > 0) for (way in c("xlogit", "beta")) {
      ci <- attr(svyciprop(~q, there, method = way, df = v$df), "ci")
      v[[paste0(way, "_lower")]] <- ci[[1]]; v[[paste0(way, "_upper")]] <- ci[[2]]
    }
    if (s$adjust != "none") v$beta_lower <- v$beta_upper <- NULL # R takes the full n there
    put("q", domain, level, v)
  }
  figure <- function(design, name, f, domain, level) {
    there <- subset(design, !is.na(x))
    e <- f(there)
    v <- list(estimate = coef(e)[[1]], se = as.vector(SE(e))[1], df = degf(there))
    if (v$df > 0) { ci <- confint(e, df = v$df); v$t_lower <- ci[[1]]; v$t_upper <- ci[[2]] }
    put(name, domain, level, v)
  }
  domain <- pick("age", "sex")
  for (level in c("", as.character(sort(unique(d[[domain]]))))) {
    part <- if (level == "") whole else subset(whole, as.character(whole$variables[[domain]]) == level)
    where <- if (level == "") "" else domain
    share(part, where, level)
    figure(part, "mean", function(t) svymean(~x0, t), where, level)
    figure(part, "total", function(t) svytotal(~x0, t), where, level)
    figure(part, "ratio", function(t) svyratio(~x0, ~y, t), where, level)
  }
  columns <- as.list(d[setdiff(names(d), c("x0", "person"))])
  paste0('{"number":', number, ',"columns":', json(columns), ',"stages":', s$stages, ',"persons":',
    tolower(s$persons), ',"stratified":', tolower(s$strata > 1), ',"weighted":', tolower(s$weighted),
    ',"fpc":[', paste0('"', s$fpc, '"', collapse = ",")[length(s$fpc) > 0], '],"lonely":"', s$lonely,
    '","adjust":"', s$adjust, '","ages":', json(s$ages), ',"sexes":', json(s$sexes), ',"domain":"', domain,
    '","results":[', paste(vapply(out, json, ""), collapse = ","), "]}")
}

lines <- character(0); number <- 0
while (length(lines) < 60 && number < 300) {
  number <- number + 1
  made <- tryCatch(line(number), error = function(e) { message(number, ": ", conditionMessage(e)); NULL })
  if (!is.null(made)) lines <- c(lines, gsub("NaN|Inf", "null", made))
}
writeLines(lines, "random_designs.jsonl", useBytes = TRUE)
