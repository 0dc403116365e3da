analytics.page("Home");
