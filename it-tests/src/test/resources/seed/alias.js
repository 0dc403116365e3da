analytics.alias("507f191e81");
