package uk.ac.manchester.tornado.api;

/// What a kernel gets besides its data.
public interface ExecutionContext {}
